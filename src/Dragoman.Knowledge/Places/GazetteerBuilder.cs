using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using Dragoman.Knowledge.Tables;

namespace Dragoman.Knowledge.Places;

/// <summary>
/// Makes the compiled gazetteer of the packed GeoNames file and of our own tables. Divisions get the point of our tables, or else the middle of
/// their cities, since the city set has no divisions.
/// </summary>
internal sealed class GazetteerBuilder
{
    private readonly List<PlaceRecord> _places = [];
    private readonly Dictionary<string, int> _keys = new(600_000, StringComparer.Ordinal);
    private readonly List<List<int>> _postings = [];
    private readonly List<string> _names = [];
    private readonly Dictionary<string, byte> _countries = new(StringComparer.Ordinal) { [""] = 0 };
    private readonly Dictionary<string, byte> _countryOfIso2 = new(StringComparer.Ordinal);
    private readonly Dictionary<string, byte> _features = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Division> _divisions = new(StringComparer.Ordinal);
    private readonly Dictionary<(byte Country, string Key), Division> _byKey = [];
    private readonly List<int> _admin1 = [-1];
    private readonly List<int> _admin2 = [-1];

    /// <summary>Enters the rows of <c>places/countries.tsv</c>, with the names that <c>knowledge/countries.tsv</c> gives them.</summary>
    /// <param name="rows">Rows of <see cref="PlaceSchema.Countries"/>.</param>
    /// <param name="named">Rows of <see cref="KnowledgeSchema.Countries"/>.</param>
    /// <param name="taken">Keys of names that have a row of their own: "Crimea" is no name of the whole country here.</param>
    public void AddCountries(List<string[]> rows, List<string[]> named, HashSet<string> taken)
    {
        var names = named.ToDictionary(row => row[0], StringComparer.Ordinal);
        int name = KnowledgeSchema.Countries.Index("name"), variants = KnowledgeSchema.Countries.Index("variants");
        foreach (var row in rows)
        {
            var country = Country(row[0]);
            _countryOfIso2[row[1]] = country;
            names.TryGetValue(row[0], out var known);
            var place = Add(new PlaceRecord
            {
                Lat = Point(row[3]),
                Lon = Point(row[4]),
                Geonames = Number(row[5]),
                Weight = Number(row[6]),
                Country = country,
                Kind = PlaceKind.Country,
                Feature = Feature("PCLI"),
                Name = Name(row[2]),
            });
            Bear(place, row[2], PlaceNameKind.Main);
            if (known is null)
                continue;
            Bear(place, known[name], PlaceNameKind.Variant);
            foreach (var variant in TableFile.List(known[variants]).Where(variant => PlaceKey.Of(variant) is { } key && !taken.Contains(key)))
                Bear(place, variant, PlaceNameKind.Variant);
        }
    }

    /// <summary>Enters rows of our own or the user's.</summary>
    /// <param name="rows">Rows of <see cref="PlaceSchema.Places"/>.</param>
    public void AddPlaces(List<string[]> rows)
    {
        foreach (var row in rows)
        {
            var (kind, feature) = PlaceSchema.Kind(row[PlaceSchema.KindColumn]);
            var countries = TableFile.List(row[4]);
            var country = countries.Length == 1 ? Country(countries[0]) : (byte)0;
            var place = Add(new PlaceRecord
            {
                Lat = Point(row[5]),
                Lon = Point(row[6]),
                Geonames = row[7].Length == 0 ? 0 : Number(row[7]),
                Weight = row[8].Length == 0 ? 0 : Number(row[8]),
                Country = country,
                Kind = kind,
                Feature = Feature(feature),
                Name = Name(row[0]),
            });
            if (kind == PlaceKind.Division && TableFile.List(row[1]).Prepend(row[0])
                .Select(name => _byKey.GetValueOrDefault((country, PlaceKey.Of(name) ?? ""))).FirstOrDefault(found => found is { Place: < 0 }) is { } same)
            {
                // The division of GeoNames and ours are one: ours has the point.
                same.Place = place;
                _admin1[same.Number] = place;
                CollectionsMarshal.AsSpan(_places)[place].Admin1 = (ushort)same.Number;
            }

            Bear(place, row[0], PlaceNameKind.Main);
            if (kind == PlaceKind.Division && PlaceSchema.WithoutKind(row[0], 1) is { } plain)
                Bear(place, plain, PlaceNameKind.Variant);
            foreach (var variant in TableFile.List(row[1]))
                Bear(place, variant, PlaceNameKind.Variant);
            foreach (var abbreviation in TableFile.List(row[2]))
                Bear(place, abbreviation, PlaceNameKind.Short);
        }
    }

    /// <summary>Enters the divisions of the packed file; call before the places of our own are entered.</summary>
    public void AddDivisions(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            if (line[0] is not ('1' or '2'))
                return;
            var cells = line.Split('\t');
            var level = line[0] - '0';
            if (!_countryOfIso2.TryGetValue(cells[1][..2], out var country))
                continue;
            var numbers = level == 1 ? _admin1 : _admin2;
            if (numbers.Count > ushort.MaxValue)
                continue;
            var division = new Division(level, numbers.Count, country, cells[2]);
            _divisions.Add(cells[1], division);
            if (level == 1)
            {
                _byKey.TryAdd((country, PlaceKey.Of(cells[2]) ?? ""), division);
                _byKey.TryAdd((country, PlaceKey.Of(PlaceSchema.WithoutKind(cells[2], 1) ?? "") ?? ""), division);
            }

            numbers.Add(-1);
        }
    }

    /// <summary>Enters the cities of the packed file, and then the divisions that no table of ours has.</summary>
    public void AddCities(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            if (!line.StartsWith("p\t", StringComparison.Ordinal))
                continue;
            var cells = line.Split('\t');
            if (!_countryOfIso2.TryGetValue(cells[7], out var country))
                continue;
            var admin1 = _divisions.GetValueOrDefault($"{cells[7]}.{cells[8]}");
            var admin2 = _divisions.GetValueOrDefault($"{cells[7]}.{cells[8]}.{cells[9]}");
            int lat = Point(cells[4]), lon = Point(cells[5]);
            var population = (int)Math.Min(int.MaxValue, long.Parse(cells[10], CultureInfo.InvariantCulture));
            admin1?.Take(lat, lon, population);
            admin2?.Take(lat, lon, population);
            var place = Add(new PlaceRecord
            {
                Lat = lat,
                Lon = lon,
                Geonames = Number(cells[1]),
                Weight = population,
                Country = country,
                Admin1 = (ushort)(admin1?.Number ?? 0),
                Admin2 = (ushort)(admin2?.Number ?? 0),
                Kind = cells[6] switch { "PPLC" => PlaceKind.Capital, "PPLA" => PlaceKind.Seat, "PPLX" => PlaceKind.Quarter, _ => PlaceKind.City },
                Feature = Feature(cells[6]),
                Name = Name(cells[2]),
            });
            Bear(place, cells[2], PlaceNameKind.Main);
            foreach (var name in TableFile.List(cells[3]))
                Bear(place, name, PlaceNameKind.Variant);
        }

        foreach (var (code, division) in _divisions)
            AddDivision(division, division.Level == 1 ? division : _divisions.GetValueOrDefault(code[..code.LastIndexOf('.')]));
    }

    /// <summary>The compiled gazetteer.</summary>
    public byte[] Write()
    {
        var keys = new string[_keys.Count];
        foreach (var (key, number) in _keys)
            keys[number] = key;
        var slots = new int[KnowledgeImage.TableSize((int)(keys.Length * 0.75))];
        var keyStarts = new int[keys.Length + 1];
        var postingStarts = new int[keys.Length + 1];
        var postings = new List<int>();
        var keyText = new MemoryStream();
        var prefixes = new uint[GazetteerImage.PrefixBits / 32];
        for (var i = 0; i < keys.Length; i++)
        {
            var bytes = Encoding.ASCII.GetBytes(keys[i]);
            keyText.Write(bytes);
            keyStarts[i + 1] = (int)keyText.Length;
            postings.AddRange(_postings[i].OrderByDescending(posting => _places[posting >> 2].Weight).ThenBy(posting => posting));
            postingStarts[i + 1] = postings.Count;
            var hash = PlaceKey.Seed;
            for (var at = 0; at < bytes.Length; at++)
            {
                if (bytes[at] == ' ')
                {
                    var bit = PlaceKey.Mixed(hash) & (GazetteerImage.PrefixBits - 1);
                    prefixes[bit >> 5] |= 1u << (int)(bit & 31);
                }

                hash = PlaceKey.Hash(hash, bytes.AsSpan(at, 1));
            }

            var slot = (int)(PlaceKey.Mixed(hash) & (uint)(slots.Length - 1));
            while (slots[slot] != 0)
                slot = (slot + 1) & (slots.Length - 1);
            slots[slot] = i + 1;
        }

        var (nameStarts, nameText) = Strings(_names);
        var (countryStarts, countryText) = Strings([.. _countries.OrderBy(pair => pair.Value).Select(pair => pair.Key)]);
        var (featureStarts, featureText) = Strings([.. _features.OrderBy(pair => pair.Value).Select(pair => pair.Key)]);
        return ImageFile.Write(
            GazetteerImage.Magic,
            GazetteerImage.Version,
            ImageFile.Bytes<int>(slots),
            ImageFile.Bytes<int>(keyStarts),
            keyText.ToArray(),
            ImageFile.Bytes<int>(postingStarts),
            ImageFile.Bytes<int>(CollectionsMarshal.AsSpan(postings)),
            ImageFile.Bytes<PlaceRecord>(CollectionsMarshal.AsSpan(_places)),
            nameStarts,
            nameText,
            ImageFile.Bytes<uint>(prefixes),
            ImageFile.Bytes<int>(CollectionsMarshal.AsSpan(_admin1)),
            ImageFile.Bytes<int>(CollectionsMarshal.AsSpan(_admin2)),
            countryStarts,
            countryText,
            featureStarts,
            featureText);
    }

    /// <summary>The lines of the packed file.</summary>
    public static List<string> Unpack(string path)
    {
        using var stream = new BrotliStream(File.OpenRead(path), CompressionMode.Decompress);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var lines = new List<string>(260_000);
        while (reader.ReadLine() is { } line)
            lines.Add(line);
        return lines;
    }

    private void AddDivision(Division division, Division? first)
    {
        if (division.Place >= 0 || division.Count == 0)
            return;
        var (lat, lon) = division.Middle;
        var place = Add(new PlaceRecord
        {
            Lat = lat,
            Lon = lon,
            Weight = (int)Math.Min(int.MaxValue, division.Population),
            Country = division.Country,
            Admin1 = (ushort)(first?.Number ?? 0),
            Admin2 = (ushort)(division.Level == 2 ? division.Number : 0),
            Kind = division.Level == 1 ? PlaceKind.Division : PlaceKind.District,
            Feature = Feature(division.Level == 1 ? "ADM1" : "ADM2"),
            Name = Name(division.Name),
        });
        (division.Level == 1 ? _admin1 : _admin2)[division.Number] = place;
        Bear(place, division.Name, PlaceNameKind.Main);
        if (PlaceSchema.WithoutKind(division.Name, division.Level) is { } plain)
            Bear(place, plain, PlaceNameKind.Variant);
    }

    private int Add(PlaceRecord record)
    {
        _places.Add(record);
        return _places.Count - 1;
    }

    private int Name(string name)
    {
        _names.Add(name);
        return _names.Count - 1;
    }

    private byte Country(string code)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_countries, code, out var there);
        if (!there)
            number = checked((byte)(_countries.Count - 1));
        return number;
    }

    private byte Feature(string code)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_features, code, out var there);
        if (!there)
            number = checked((byte)(_features.Count - 1));
        return number;
    }

    private void Bear(int place, string name, PlaceNameKind kind)
    {
        if (PlaceKey.Of(name) is not { } key)
            return;
        Enter(place, key, kind);
        if (kind == PlaceNameKind.Short)
            return;
        if (key.StartsWith("saint ", StringComparison.Ordinal))
            Enter(place, string.Concat("st", key.AsSpan(5)), PlaceNameKind.Variant);
        else if (key.StartsWith("mount ", StringComparison.Ordinal))
            Enter(place, string.Concat("mt", key.AsSpan(5)), PlaceNameKind.Variant);
        else if (key.StartsWith("fort ", StringComparison.Ordinal))
            Enter(place, string.Concat("ft", key.AsSpan(4)), PlaceNameKind.Variant);
        if (name.AsSpan().IndexOfAny('\'', '’') >= 0 && PlaceKey.Of(name.Replace("'", "", StringComparison.Ordinal).Replace("’", "", StringComparison.Ordinal)) is { } joined)
            Enter(place, joined, PlaceNameKind.Variant);
    }

    private void Enter(int place, string key, PlaceNameKind kind)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_keys, key, out var there);
        if (!there)
        {
            number = _postings.Count;
            _postings.Add([]);
        }

        var postings = _postings[number];
        for (var i = postings.Count - 1; i >= 0; i--)
        {
            if (postings[i] >> 2 == place)
                return;
        }

        postings.Add((place << 2) | (int)kind);
    }

    private static (byte[] Starts, byte[] Text) Strings(List<string> strings)
    {
        var starts = new int[strings.Count + 1];
        var text = new MemoryStream();
        for (var i = 0; i < strings.Count; i++)
        {
            text.Write(Encoding.UTF8.GetBytes(strings[i]));
            starts[i + 1] = (int)text.Length;
        }

        return (ImageFile.Bytes<int>(starts), text.ToArray());
    }

    private static int Point(string degrees) => (int)Math.Round(decimal.Parse(degrees, CultureInfo.InvariantCulture) * 10000);

    private static int Number(string cell) => (int)Math.Min(int.MaxValue, long.Parse(cell, CultureInfo.InvariantCulture));

    private sealed class Division(int level, int number, byte country, string name)
    {
        private long _lat, _lon;
        private int _south = int.MaxValue, _north = int.MinValue, _west = int.MaxValue, _east = int.MinValue;

        public int Level => level;

        public int Number => number;

        public byte Country => country;

        public string Name => name;

        public int Place { get; set; } = -1;

        public int Count { get; private set; }

        public long Population { get; private set; }

        /// <summary>Half way between the mean of its cities and the middle of the box around them: cities crowd at one end of many divisions.</summary>
        public (int Lat, int Lon) Middle => (
            (int)(((_lat / Count) + ((_south + (long)_north) / 2)) / 2),
            (int)(((_lon / Count) + ((_west + (long)_east) / 2)) / 2));

        public void Take(int lat, int lon, int population)
        {
            Count++;
            Population += population;
            _lat += lat;
            _lon += lon;
            (_south, _north) = (Math.Min(_south, lat), Math.Max(_north, lat));
            (_west, _east) = (Math.Min(_west, lon), Math.Max(_east, lon));
        }
    }
}

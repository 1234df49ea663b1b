using System.Text.Encodings.Web;
using System.Text.Json;
using Dragoman.Cli.Hosting;
using Dragoman.Coding;
using Dragoman.Knowledge;
using Dragoman.Records;

namespace Dragoman.Cli.Streaming;

/// <summary>An input that got no answer.</summary>
/// <param name="Id">Its id; null where none could be read.</param>
/// <param name="Line">Its line; 0 for a whole file.</param>
/// <param name="Code">The code of the error.</param>
/// <param name="Message">What was wrong.</param>
internal sealed record UnansweredInput(string? Id, long Line, string Code, string Message);

/// <summary>
/// What a batch was read with and what came of it, written beside its output as <c>FILE.manifest.json</c>: engine, tables and models by
/// checksum, options, counts, and the texts that were not coded with the reason. It holds no time: the same batch gives the same bytes.
/// </summary>
internal sealed class RunManifest
{
    /// <summary>Unanswered inputs named one by one; beyond that they are only counted.</summary>
    private const int MostNamed = 10_000;

    private readonly long[] _types = new long[16];
    private readonly List<UnansweredInput> _unanswered = [];
    private readonly SortedDictionary<string, string> _options = new(StringComparer.Ordinal);
    private long _documents;
    private long _unansweredCount;

    /// <summary>Notes an option that the run was given.</summary>
    public void Option(string name, string? value)
    {
        if (value is not null) _options[name] = value;
    }

    /// <summary>Counts a coded document. Thread-safe.</summary>
    public void Count(CodedDocument document)
    {
        Interlocked.Increment(ref _documents);
        foreach (var told in document.Events)
            Interlocked.Increment(ref _types[(int)told.Type]);
    }

    /// <summary>Notes an input that got no answer; called in the order of the input.</summary>
    public void Unanswered(UnansweredInput input)
    {
        _unansweredCount++;
        if (_unanswered.Count < MostNamed) _unanswered.Add(input);
    }

    /// <summary>Writes the manifest.</summary>
    /// <param name="output">The batch's output.</param>
    /// <param name="input">The batch's input.</param>
    /// <param name="knowledge">The user's folder of tables.</param>
    /// <param name="lexicon">The user's folder of frames.</param>
    /// <exception cref="CommandException">It cannot be written.</exception>
    public void Write(string output, string input, string? knowledge, string? lexicon)
    {
        using var target = OutputTarget.Open(output + ".manifest.json");
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("engine", EngineVersion.Current);
            json.WriteString("input", Path.GetFileName(input));
            json.WriteString("output", Path.GetFileName(output));
            json.WriteStartObject("options");
            foreach (var (name, value) in _options) json.WriteString(name, value);
            json.WriteEndObject();
            json.WriteStartObject("checksums");
            foreach (var (name, sum) in CoderChecksums.Of(knowledge, lexicon)) json.WriteString(name, sum);
            json.WriteEndObject();
            json.WriteNumber("documentsCoded", _documents);
            json.WriteNumber("documentsNotCoded", _unansweredCount);
            json.WriteNumber("events", _types.Sum());
            json.WriteStartObject("eventsByType");
            for (var type = 0; type < _types.Length; type++)
                json.WriteNumber(EventTypes.Name((EventType)type), _types[type]);
            json.WriteEndObject();
            json.WriteStartArray("notCoded");
            foreach (var input1 in _unanswered)
            {
                json.WriteStartObject();
                json.WriteString("id", input1.Id);
                json.WriteNumber("line", input1.Line);
                json.WriteString("code", input1.Code);
                json.WriteString("message", input1.Message);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        buffer.WriteByte((byte)'\n');
        target.Write(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
        target.Complete();
    }
}

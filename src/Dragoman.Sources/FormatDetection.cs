using System.Text.Json;
using Dragoman.Records;

namespace Dragoman.Sources;

/// <summary>What the content of a file turned out to be.</summary>
internal enum DocumentFormat
{
    Text,
    Html,
    JsonLines,
    Feed,
    Conllu,
}

/// <summary>Finds out the format of a file from its beginning, and only where that is open from its name.</summary>
internal static class FormatDetection
{
    private static readonly string[] HtmlExtensions = [".html", ".htm", ".xhtml", ".shtml", ".mhtml"];
    private static readonly string[] JsonLinesExtensions = [".jsonl", ".ndjson", ".jsonlines"];
    private static readonly string[] FeedRoots = ["rss", "feed", "rdf"];

    /// <summary>Looks as far ahead as it takes to be sure; on a pipe no further than the first line where that says it.</summary>
    public static DocumentFormat Detect(PeekableStream stream, string name, InputKind input)
    {
        // The encoding shows in the first bytes, whatever the format is said to be.
        while (stream.Ahead.Length < 4 && stream.LookFurther(SourceLimits.SampleBytes))
        {
            // A pipe may hand over one byte at a time.
        }

        switch (input)
        {
            case InputKind.Text: return DocumentFormat.Text;
            case InputKind.Html: return DocumentFormat.Html;
            case InputKind.JsonLines: return DocumentFormat.JsonLines;
            case InputKind.Conllu: return DocumentFormat.Conllu;
            default: break;
        }

        if (HasExtension(name, JsonLinesExtensions)) return DocumentFormat.JsonLines;
        while (true)
        {
            // A first line that is an object says enough: who writes it to a pipe may wait for the answer.
            if (FirstLine(stream.Ahead, out var line) && line[0] == (byte)'{' && IsObject(line)) return DocumentFormat.JsonLines;
            if (!stream.LookFurther(SourceLimits.SampleBytes)) return Decide(stream.Ahead, name);
        }
    }

    /// <summary>The kind of file that is none of text, page, JSON Lines, RSS and Atom; null for those.</summary>
    public static FileFormat? Special(PeekableStream stream, string name)
    {
        if (HasExtension(name, JsonLinesExtensions)) return null;
        while (true)
        {
            // A pipe of JSON Lines is not read further than its first line.
            if (FirstLine(stream.Ahead, out var line) && line[0] == (byte)'{' && IsObject(line) && !line.Contains((byte)'[') && line.IndexOf("jsonfeed.org"u8) < 0) return null;
            if (!stream.LookFurther(SourceLimits.SampleBytes)) break;
        }

        if (stream.Ahead.IsEmpty) return null;
        var sample = new FormatSample(stream.Ahead.ToArray(), name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name);
        foreach (var format in FileFormats.All)
        {
            if (format.Recognizes(sample)) return format;
        }

        return null;
    }

    private static DocumentFormat Decide(ReadOnlySpan<byte> sample, string name)
    {
        if (sample.IsEmpty) throw new InputException(ErrorCodes.Empty, "the file is empty (0 bytes)");
        if (BinaryKind.IsKnown(sample)) throw new InputException(ErrorCodes.Binary, $"this is not text but {BinaryKind.Describe(sample)}");

        var text = TextDecoding.DecodeSample(sample).AsSpan().TrimStart('\uFEFF').TrimStart();
        if (text.StartsWith("{"))
        {
            if (TextDecoding.Utf16(sample) is not null) return text.Contains("\":", StringComparison.Ordinal) ? DocumentFormat.JsonLines : DocumentFormat.Text;
            return DecideJson(sample);
        }

        if (text.StartsWith("<")) return DecideMarkup(text, name);
        return HasExtension(name, HtmlExtensions) ? DocumentFormat.Html : DocumentFormat.Text;
    }

    private static DocumentFormat DecideJson(ReadOnlySpan<byte> sample)
    {
        var whole = FirstLine(sample, out var line);
        if (IsObject(line) || (!whole && IsJsonSoFar(line))) return DocumentFormat.JsonLines;
        if (IsJsonSoFar(sample))
        {
            throw new InputException(
                ErrorCodes.UnknownFormat, "this is JSON, but not JSON Lines; write one object on each line (for example with jq -c)");
        }

        // Something that opens with a brace and with a quoted name behind it is meant as JSON; its lines say what is wrong with them.
        return line[1..].TrimStart(" \t"u8).StartsWith("\""u8) ? DocumentFormat.JsonLines : DocumentFormat.Text;
    }

    private static DocumentFormat DecideMarkup(ReadOnlySpan<char> text, string name)
    {
        var root = RootElement(text, out var isXml);
        var local = root.Contains(':') ? root[(root.IndexOf(':') + 1)..] : root;
        foreach (var feed in FeedRoots)
        {
            if (local.Equals(feed, StringComparison.OrdinalIgnoreCase)) return DocumentFormat.Feed;
        }

        // What a server says about itself may stand in front of its feed.
        if (!local.Equals("html", StringComparison.OrdinalIgnoreCase) && IsFeedWithin(text)) return DocumentFormat.Feed;
        if (!isXml || local.Equals("html", StringComparison.OrdinalIgnoreCase) || HasExtension(name, HtmlExtensions))
            return root.IsEmpty && !HasExtension(name, HtmlExtensions) && !isXml ? DocumentFormat.Text : DocumentFormat.Html;

        throw new InputException(
            ErrorCodes.UnknownFormat, $"this is XML with the root element <{(root.Length > 40 ? root[..40] : root)}>; only RSS, Atom and XHTML are read");
    }

    private static bool IsFeedWithin(ReadOnlySpan<char> text)
    {
        var head = text[..Math.Min(text.Length, 8192)];
        return head.Contains("<rss", StringComparison.OrdinalIgnoreCase) || head.Contains("<rdf:RDF", StringComparison.OrdinalIgnoreCase) || head.Contains("<feed xmlns", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Name of the first element, behind declarations, comments and a document type.</summary>
    public static ReadOnlySpan<char> RootElement(ReadOnlySpan<char> text, out bool isXml)
    {
        isXml = false;
        while (text.StartsWith("<"))
        {
            int end;
            if (text.StartsWith("<!--"))
            {
                end = text.IndexOf("-->") is var close and >= 0 ? close + 3 : -1;
            }
            else if (text.StartsWith("<?"))
            {
                isXml |= text.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase);
                end = text.IndexOf('>') + 1;
            }
            else if (text.StartsWith("<!"))
            {
                end = XmlCleaner.DeclarationLength(text);
                if (text[..Math.Max(end, 0)].Contains("html", StringComparison.OrdinalIgnoreCase)) return "html";
            }
            else
            {
                var name = text[1..];
                var length = 0;
                while (length < name.Length && (char.IsLetterOrDigit(name[length]) || name[length] is ':' or '-' or '_')) length++;
                return length > 0 && char.IsLetter(name[0]) ? name[..length] : default;
            }

            if (end <= 0) return default;
            text = text[end..].TrimStart();
        }

        return default;
    }

    /// <summary>The first line that is not blank; false where its end is not in the sample.</summary>
    private static bool FirstLine(ReadOnlySpan<byte> sample, out ReadOnlySpan<byte> line)
    {
        if (sample.StartsWith("\uFEFF"u8)) sample = sample[3..];
        line = sample.TrimStart(" \t\r\n"u8);
        var end = line.IndexOf((byte)'\n');
        if (end >= 0) line = line[..end];
        return end >= 0 && !line.IsEmpty;
    }

    private static bool IsObject(ReadOnlySpan<byte> line) => IsJson(line, final: true);

    private static bool IsJsonSoFar(ReadOnlySpan<byte> sample) => IsJson(sample, final: false);

    private static bool IsJson(ReadOnlySpan<byte> json, bool final)
    {
        try
        {
            var reader = new Utf8JsonReader(json, final, default);
            while (reader.Read())
            {
                // Only whether it can be read matters here.
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool HasExtension(string name, string[] extensions)
    {
        if (name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)) name = name[..^3];
        foreach (var extension in extensions)
        {
            if (name.EndsWith(extension, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }
}

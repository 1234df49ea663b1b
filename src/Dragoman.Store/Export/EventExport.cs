using System.Text;
using Dragoman.Records;

namespace Dragoman.Store;

/// <summary>A form in which events leave the store. One class each; <see cref="EventExport.Formats"/> lists them.</summary>
public abstract class EventFormat
{
    /// <summary>Name as in <c>--format</c>: <c>csv</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Media type of the output.</summary>
    public abstract string MediaType { get; }

    /// <summary>Extension of a file of it, with the dot.</summary>
    public abstract string Extension { get; }

    /// <summary>How much of each event the form carries.</summary>
    public abstract EventDetail Detail { get; }

    /// <summary>Whether it has a place for the whole text of a document (<see cref="EventRow.Text"/>).</summary>
    public virtual bool CarriesTexts => false;

    /// <summary>Writes events, one after the other, in the order in which they come.</summary>
    /// <param name="events">The events, read with at least <see cref="Detail"/>.</param>
    /// <param name="output">Where to; left open.</param>
    /// <param name="cancellationToken">Looked at between events.</param>
    /// <returns>Number of events written: a form without a place for factuality leaves some out (docs/exports.md).</returns>
    public abstract long Write(IEnumerable<EventRow> events, Stream output, CancellationToken cancellationToken = default);
}

/// <summary>A form that is text.</summary>
public abstract class TextEventFormat : EventFormat
{
    /// <summary>The text's encoding; UTF-8 without a byte order mark where not said otherwise.</summary>
    protected virtual Encoding Encoding { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <inheritdoc/>
    public sealed override long Write(IEnumerable<EventRow> events, Stream output, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(output);
        using var writer = new StreamWriter(output, Encoding, bufferSize: 16 * 1024, leaveOpen: true);
        var count = Write(events, writer, cancellationToken);
        writer.Flush();
        return count;
    }

    /// <summary>Writes events as text.</summary>
    /// <param name="events">The events, read with at least <see cref="EventFormat.Detail"/>.</param>
    /// <param name="output">Neither flushed at the end nor closed.</param>
    /// <param name="cancellationToken">Looked at between events.</param>
    /// <returns>Number of events written.</returns>
    public abstract long Write(IEnumerable<EventRow> events, TextWriter output, CancellationToken cancellationToken = default);
}

/// <summary>Writes the events of a query in one of the forms that others read. Memory stays bounded whatever the number.</summary>
public static class EventExport
{
    /// <summary>Every form, by name.</summary>
    public static IReadOnlyList<EventFormat> Formats { get; } =
    [
        new CsvFormat(), new JsonLinesFormat(), new ParquetFormat(), new PloverFormat(), new PolecatFormat(), new IcewsFormat(),
        new GdeltFormat(), new GdeltMentionsFormat(), new PhoenixFormat(), new StixFormat(), new AtomFormat(),
    ];

    /// <summary>The form of a name; null where there is none.</summary>
    /// <param name="name">Name in any case: <c>csv</c>, <c>jsonl</c>.</param>
    public static EventFormat? Find(string name) =>
        Formats.FirstOrDefault(format => format.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Writes every event that a query finds, newest first.</summary>
    /// <param name="store">The store.</param>
    /// <param name="query">The query.</param>
    /// <param name="format">The form.</param>
    /// <param name="output">Where to; left open.</param>
    /// <param name="cancellationToken">Stops between two events.</param>
    /// <returns>Number of events written.</returns>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public static long Write(
        EventStore store, EventQuery query, EventFormat format, Stream output, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(format);
        return format.Write(store.Enumerate(query, format.Detail, cancellationToken), output, cancellationToken);
    }

    /// <summary>The name of a type in the output: <c>ACCUSE</c>.</summary>
    internal static string Name(EventType type) => Vocabulary.Types[(int)type];

    /// <summary>The type of a row; null where another data set has a code without one.</summary>
    internal static string? TypeOf(EventRow row) => row.HasType ? Name(row.Type) : null;

    /// <summary>The factuality of a row; null where another data set says it, which does not know one.</summary>
    internal static string? FactualityOf(EventRow row) => row.Origin is null ? Name(row.Factuality) : null;

    /// <summary>The name of a factuality in the output.</summary>
    internal static string Name(Factuality factuality) => Vocabulary.Factualities[(int)factuality];

    /// <summary>The name of a precision in the output.</summary>
    internal static string Name(DatePrecision precision) => Vocabulary.Precisions[(int)precision];
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dragoman.Records;

namespace Dragoman.Store;

/// <summary>What the forms of other data sets need of an event beyond its row: numbers for ids, dates in pieces, sides that can be exchanged.</summary>
internal static class ForeignRow
{
    /// <summary>Whether an event goes into a form that has no place for factuality: only what took place or was announced as a fact there.</summary>
    public static bool IsTold(EventRow row) => row.Factuality is not (Factuality.Denied or Factuality.Hypothetical or Factuality.Possible);

    /// <summary>A positive number of 52 bits that a name always gives: readers keep such ids in a double without loss.</summary>
    public static long Number(string name)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(name), hash);
        return (long)(System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(hash) >> 12);
    }

    /// <summary>Number of an event: that of the data set for its own rows, else of a hash.</summary>
    public static long EventNumber(EventRow row) =>
        row.Origin is "gdelt" or "icews" && long.TryParse(row.Event, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : Number(row.Document + "/" + row.Event);

    /// <summary>Identifier by name (UUID version 5) in a namespace of Dragoman's own: a second export updates the first.</summary>
    public static string Uuid(string name)
    {
        ReadOnlySpan<byte> space = [0x6d, 0x1e, 0x0b, 0x52, 0x7a, 0x3f, 0x5c, 0x18, 0x9d, 0x44, 0x2f, 0x8a, 0x51, 0xc7, 0x60, 0xe3];
        var text = Encoding.UTF8.GetBytes(name);
        var input = new byte[16 + text.Length];
        space.CopyTo(input);
        text.CopyTo(input, 16);
#pragma warning disable CA5350 // RFC 9562 defines version 5 by SHA-1; nothing is kept secret by it
        var hash = SHA1.HashData(input).AsSpan(0, 16);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash, bigEndian: true).ToString();
    }

    /// <summary>The day of an event: its own if it has one, else the first of its month or year, else the day of publication; null for none.</summary>
    public static DateOnly? Day(EventRow row) => Day(row.Date) ?? Day(row.Published);

    /// <summary>Day of a date as precise as it is.</summary>
    public static DateOnly? Day(string? date)
    {
        if (date is null || date.Length < 4 || !int.TryParse(date.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year < 1) return null;
        var month = Part(date, 5);
        var day = Part(date, 8);
        return day > DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, 1) : new DateOnly(year, month, day);
    }

    /// <summary>A number with a point, as short as it can be.</summary>
    public static string Text(double? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";

    /// <summary>A whole number.</summary>
    public static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>The two sides of an event, as a CAMEO record has them.</summary>
    public static Side Actor(EventRow row) => new(row.ActorCode, row.ActorCountry, row.ActorSectors, row.ActorName ?? row.ActorText, row.ActorText);

    /// <summary>The side acted upon; null where the text names nobody.</summary>
    public static Side? Recipient(EventRow row) => row.RecipientText is null
        ? null
        : new Side(row.RecipientCode, row.RecipientCountry, row.RecipientSectors, row.RecipientName ?? row.RecipientText, row.RecipientText);

    /// <summary>The records that CAMEO data have of an event: two of a mutual act, each side once the source.</summary>
    public static IEnumerable<(Side Source, Side? Target, string Cameo, bool IsMirror)> CameoRecords(EventRow row)
    {
        if (row.Cameo is null) yield break;
        var (source, target) = (Actor(row), Recipient(row));
        yield return (source, target, row.Cameo, false);

        // Other data sets have both records already.
        if (row.Origin is null && target is not null && ForeignCodes.Mirror(row.Cameo) is { } mirror) yield return (target, source, mirror, true);
    }

    private static int Part(string date, int at) =>
        date.Length >= at + 2 && int.TryParse(date.AsSpan(at, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var part) && part >= 1
            ? Math.Min(part, at == 5 ? 12 : 31)
            : 1;

    /// <summary>One side of an event.</summary>
    /// <param name="Code">Actor code; null where not resolved.</param>
    /// <param name="Country">Its country, or the code in place of one.</param>
    /// <param name="Sectors">Its sectors, primary first.</param>
    /// <param name="Name">Full name, else the words.</param>
    /// <param name="Words">Words of the text.</param>
    internal sealed record Side(string? Code, string? Country, IReadOnlyList<string> Sectors, string Name, string Words);
}

/// <summary>A form of tab-separated columns in a fixed order.</summary>
public abstract class TabbedFormat : TextEventFormat
{
    private static readonly System.Buffers.SearchValues<char> Breaking = System.Buffers.SearchValues.Create(
        string.Concat(Enumerable.Range(0, 0xA0).Select(code => (char)code).Where(char.IsControl)) + "\u2028\u2029");

    /// <inheritdoc/>
    public override string MediaType => "text/tab-separated-values";

    /// <summary>The columns, in order.</summary>
    public abstract IReadOnlyList<string> Columns { get; }

    /// <summary>Whether the first line names the columns.</summary>
    protected abstract bool HasHeader { get; }

    /// <inheritdoc/>
    public override long Write(IEnumerable<EventRow> events, TextWriter output, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(output);
        if (HasHeader) WriteLine(output, Columns);
        var count = 0L;
        foreach (var row in events)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!ForeignRow.IsTold(row)) continue;
            var written = false;
            foreach (var cells in Lines(row))
            {
                if (cells.Length != Columns.Count)
                    throw new InvalidOperationException($"{Name}: a line of {cells.Length} cells where there are {Columns.Count} columns");
                WriteLine(output, cells);
                written = true;
            }

            if (written) count++;
        }

        return count + Finish(output);
    }

    /// <summary>The lines of an event, each with a cell for each column; null is an empty cell.</summary>
    protected abstract IEnumerable<string?[]> Lines(EventRow row);

    /// <summary>Writes what was held back; gives the number of events among it that <see cref="Lines"/> did not count.</summary>
    protected virtual long Finish(TextWriter output) => 0;

    /// <summary>What stands in a cell without a value.</summary>
    protected virtual string Missing => "";

    /// <summary>Writes one line. Nothing inside a cell may look like a tab or a line's end.</summary>
    private protected void WriteLine(TextWriter output, IReadOnlyList<string?> cells)
    {
        for (var i = 0; i < cells.Count; i++)
        {
            if (i > 0) output.Write('\t');
            output.Write(cells[i] is { Length: > 0 } cell ? Clean(cell) : Missing);
        }

        output.Write('\n');
    }

    private static string Clean(string cell)
    {
        if (!cell.AsSpan().ContainsAny(Breaking)) return cell;
        return string.Create(cell.Length, cell, static (target, source) =>
        {
            for (var i = 0; i < source.Length; i++) target[i] = char.IsControl(source[i]) || source[i] is '\u2028' or '\u2029' ? ' ' : source[i];
        });
    }
}

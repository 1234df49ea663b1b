using System.Buffers.Binary;
using System.Text;
using Npgsql;

namespace Dragoman.Store;

/// <summary>
/// Adds rows by COPY in its binary form (PostgreSQL's documentation of COPY, "Binary Format"). A connection carries one COPY at a time, so the
/// rows wait in memory until the batch's end.
/// </summary>
internal sealed class PostgresBulkTable(NpgsqlConnection connection, string table, IReadOnlyList<string> columns) : IBulkTable
{
    private const int FirstCapacity = 64 * 1024;

    private readonly string _copy = $"COPY {table} ({string.Join(", ", columns)}) FROM STDIN (FORMAT BINARY)";
    private byte[] _buffer = new byte[FirstCapacity];
    private int _length;

    public void Add(params ReadOnlySpan<SqlValue> values)
    {
        Reserve(2);
        BinaryPrimitives.WriteInt16BigEndian(_buffer.AsSpan(_length), (short)values.Length);
        _length += 2;
        foreach (ref readonly var value in values) Add(value);
    }

    public void Flush()
    {
        if (_length == 0) return;
        using (var stream = connection.BeginRawBinaryCopy(_copy))
        {
            // The signature, no flags, no extension; at the end a row of −1 columns.
            stream.Write([.. "PGCOPY\n"u8, 0xff, .. "\r\n\0"u8, 0, 0, 0, 0, 0, 0, 0, 0]);
            stream.Write(_buffer, 0, _length);
            stream.Write([0xff, 0xff]);
        }

        Forget();
    }

    public void Forget()
    {
        _length = 0;
        if (_buffer.Length > 64 * 1024 * 1024) _buffer = new byte[FirstCapacity];
    }

    public void Dispose() => _buffer = [];

    private void Add(in SqlValue value)
    {
        switch (value.Kind)
        {
            case SqlKind.Whole:
                AddNumber(value.Whole);
                break;
            case SqlKind.Real:
                AddNumber(BitConverter.DoubleToInt64Bits(value.Real));
                break;
            case SqlKind.Text:
                AddText((string)PostgresDialect.Instance.Value(value.Text));
                break;
            case SqlKind.Bytes:
                Reserve(4 + value.Bytes.Length);
                AddLength(value.Bytes.Length);
                value.Bytes.CopyTo(_buffer.AsSpan(_length));
                _length += value.Bytes.Length;
                break;
            default:
                Reserve(4);
                AddLength(-1);
                break;
        }
    }

    private void AddNumber(long value)
    {
        Reserve(12);
        AddLength(8);
        BinaryPrimitives.WriteInt64BigEndian(_buffer.AsSpan(_length), value);
        _length += 8;
    }

    private void AddText(string text)
    {
        Reserve(4 + Encoding.UTF8.GetMaxByteCount(text.Length));
        var bytes = Encoding.UTF8.GetBytes(text, _buffer.AsSpan(_length + 4));
        AddLength(bytes);
        _length += bytes;
    }

    private void AddLength(int length)
    {
        BinaryPrimitives.WriteInt32BigEndian(_buffer.AsSpan(_length), length);
        _length += 4;
    }

    private void Reserve(int bytes)
    {
        if (_buffer.Length - _length < bytes) Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + bytes));
    }
}

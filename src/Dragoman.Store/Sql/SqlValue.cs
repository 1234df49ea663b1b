namespace Dragoman.Store;

/// <summary>What a column of a row that is written in bulk holds.</summary>
internal enum SqlKind : byte
{
    /// <summary>Nothing.</summary>
    Null,

    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>A number.</summary>
    Real,

    /// <summary>Text.</summary>
    Text,

    /// <summary>Bytes.</summary>
    Bytes,
}

/// <summary>A value of a row that is written in bulk: no object is made for it.</summary>
internal readonly struct SqlValue
{
    private readonly long _number;
    private readonly object? _reference;

    private SqlValue(SqlKind kind, long number, object? reference)
    {
        Kind = kind;
        _number = number;
        _reference = reference;
    }

    public SqlKind Kind { get; }

    public long Whole => _number;

    public double Real => BitConverter.Int64BitsToDouble(_number);

    public string Text => (string)_reference!;

    public byte[] Bytes => (byte[])_reference!;

    public static implicit operator SqlValue(long value) => new(SqlKind.Whole, value, null);

    public static implicit operator SqlValue(long? value) => value is { } number ? number : default(SqlValue);

    public static implicit operator SqlValue(double value) => new(SqlKind.Real, BitConverter.DoubleToInt64Bits(value), null);

    public static implicit operator SqlValue(double? value) => value is { } number ? number : default(SqlValue);

    public static implicit operator SqlValue(string? value) => value is null ? default : new(SqlKind.Text, 0, value);

    public static implicit operator SqlValue(byte[] value) => new(SqlKind.Bytes, 0, value);
}

/// <summary>A table that rows are added to in bulk. They are there, at the latest, after <see cref="Flush"/>.</summary>
internal interface IBulkTable : IDisposable
{
    /// <summary>Adds a row.</summary>
    /// <param name="values">Its columns, in the order in which the table was asked for.</param>
    void Add(params ReadOnlySpan<SqlValue> values);

    /// <summary>Hands over what was held back.</summary>
    void Flush();

    /// <summary>Drops what was held back.</summary>
    void Forget();
}

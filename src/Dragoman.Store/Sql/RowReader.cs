using System.Data.Common;

namespace Dragoman.Store;

/// <summary>Rows of a statement without parameters. Columns are counted from 0.</summary>
internal abstract class RowReader : IDisposable
{
    /// <summary>Goes to the next row; false at the end.</summary>
    public abstract bool Read();

    public abstract bool IsNull(int column);

    public abstract long Whole(int column);

    public abstract double Real(int column);

    /// <summary>Text of a column that is not null.</summary>
    public abstract string Text(int column);

    /// <summary>The same, for texts that come again: one string for all that are equal.</summary>
    public abstract string Shared(int column, TextPool pool);

    public int Int(int column) => (int)Whole(column);

    public virtual long? WholeOrNull(int column) => IsNull(column) ? null : Whole(column);

    public virtual double? RealOrNull(int column) => IsNull(column) ? null : Real(column);

    public virtual string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public virtual string? SharedOrNull(int column, TextPool pool) => IsNull(column) ? null : Shared(column, pool);

    /// <summary>Text of a column in which '' stands for nothing.</summary>
    public string? Filled(int column, TextPool pool) => SharedOrNull(column, pool) is { Length: > 0 } text ? text : null;

    public abstract void Dispose();
}

/// <summary>Rows as the driver reads them.</summary>
internal sealed class DriverRowReader(DbCommand command) : RowReader
{
    private readonly DbDataReader _reader = command.ExecuteReader();

    public override bool Read() => _reader.Read();

    public override bool IsNull(int column) => _reader.IsDBNull(column);

    public override long Whole(int column) => _reader.GetInt64(column);

    public override double Real(int column) => _reader.GetDouble(column);

    public override string Text(int column) => _reader.GetString(column);

    public override string Shared(int column, TextPool pool) => pool.Get(_reader.GetString(column));

    public override void Dispose()
    {
        _reader.Dispose();
        command.Dispose();
    }
}

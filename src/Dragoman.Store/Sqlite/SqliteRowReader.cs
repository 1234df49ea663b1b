using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Dragoman.Store;

/// <summary>Rows read by calls of SQLite itself: a text that comes again is looked up by its bytes, before a string is made of it.</summary>
internal sealed unsafe class SqliteRowReader : RowReader
{
    private const string Library = "e_sqlite3";

    private readonly sqlite3 _connection;
    private readonly sqlite3_stmt _statement;
    private readonly nint _handle;
    private readonly int _columns;

    // The values of a row, of the same size each, one after the other; a size of 0 where they do not lie so.
    private nint _first;
    private nint _size;

    public SqliteRowReader(SqliteConnection connection, string sql)
    {
        _connection = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(_connection, sql, out _statement));
        _handle = _statement.DangerousGetHandle();
        _columns = raw.sqlite3_column_count(_statement);
    }

    public override bool Read()
    {
        var code = Step(_handle);
        if (code is not (raw.SQLITE_ROW or raw.SQLITE_DONE)) Check(code);
        if (code != raw.SQLITE_ROW) return false;
        _first = Value(_handle, 0);
        if (_size == 0 || Value(_handle, _columns - 1) != _first + ((_columns - 1) * _size)) _size = SizeOfValue();
        return true;
    }

    public override bool IsNull(int column) => Type(At(column)) == raw.SQLITE_NULL;

    public override long Whole(int column) => ValueWhole(At(column));

    public override double Real(int column) => ValueReal(At(column));

    public override string Text(int column) => Encoding.UTF8.GetString(Bytes(At(column)));

    public override string Shared(int column, TextPool pool) => pool.Get(Bytes(At(column)));

    public override long? WholeOrNull(int column)
    {
        var value = At(column);
        return Type(value) == raw.SQLITE_NULL ? null : ValueWhole(value);
    }

    public override double? RealOrNull(int column)
    {
        var value = At(column);
        return Type(value) == raw.SQLITE_NULL ? null : ValueReal(value);
    }

    public override string? TextOrNull(int column)
    {
        var value = At(column);
        return Type(value) == raw.SQLITE_NULL ? null : Encoding.UTF8.GetString(Bytes(value));
    }

    public override string? SharedOrNull(int column, TextPool pool)
    {
        var value = At(column);
        return Type(value) == raw.SQLITE_NULL ? null : pool.Get(Bytes(value));
    }

    public override void Dispose() => _statement.Dispose();

    /// <summary>A value of the row. Asking SQLite for it takes and gives back the connection's lock, as long as reading it; so that is done for the first and the last of a row.</summary>
    private nint At(int column) => _size == 0 ? Value(_handle, column) : _first + (column * _size);

    /// <summary>Bytes from one value to the next; 0 where they are not in a row, which no version does.</summary>
    private nint SizeOfValue()
    {
        if (_columns < 2) return 0;
        var size = Value(_handle, 1) - _first;
        for (var i = 2; i < _columns; i++)
        {
            if (Value(_handle, i) != _first + (i * size)) return 0;
        }

        return size;
    }

    // The text first: asking for it may change how long it is.
    private static ReadOnlySpan<byte> Bytes(nint value)
    {
        var text = ValueText(value);
        return new ReadOnlySpan<byte>(text, Length(value));
    }

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, _connection);

    // A value is asked for once, under the connection's lock, and then looked at without it: the connection is this thread's alone.
    [SuppressGCTransition]
    [DllImport(Library, EntryPoint = "sqlite3_column_value", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern nint Value(nint statement, int number);

    [SuppressGCTransition]
    [DllImport(Library, EntryPoint = "sqlite3_value_type", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern int Type(nint value);

    [SuppressGCTransition]
    [DllImport(Library, EntryPoint = "sqlite3_value_int64", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern long ValueWhole(nint value);

    [SuppressGCTransition]
    [DllImport(Library, EntryPoint = "sqlite3_value_double", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern double ValueReal(nint value);

    [SuppressGCTransition]
    [DllImport(Library, EntryPoint = "sqlite3_value_text", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern byte* ValueText(nint value);

    [SuppressGCTransition]
    [DllImport(Library, EntryPoint = "sqlite3_value_bytes", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern int Length(nint value);

    [DllImport(Library, EntryPoint = "sqlite3_step", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern int Step(nint statement);
}

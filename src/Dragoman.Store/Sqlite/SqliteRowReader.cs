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

    public SqliteRowReader(SqliteConnection connection, string sql)
    {
        _connection = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(_connection, sql, out _statement));
        _handle = _statement.DangerousGetHandle();
    }

    public override bool Read()
    {
        var code = Step(_handle);
        if (code is not (raw.SQLITE_ROW or raw.SQLITE_DONE)) Check(code);
        return code == raw.SQLITE_ROW;
    }

    public override bool IsNull(int column) => Type(_handle, column) == raw.SQLITE_NULL;

    public override long Whole(int column) => ColumnWhole(_handle, column);

    public override double Real(int column) => ColumnReal(_handle, column);

    public override string Text(int column) => Encoding.UTF8.GetString(Bytes(column));

    public override string Shared(int column, TextPool pool) => pool.Get(Bytes(column));

    public override void Dispose() => _statement.Dispose();

    // The text first: asking for it may change how long it is.
    private ReadOnlySpan<byte> Bytes(int column)
    {
        var text = ColumnText(_handle, column);
        return new ReadOnlySpan<byte>(text, Length(_handle, column));
    }

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, _connection);

    [SuppressGCTransition]
    [DllImport(Library, EntryPoint = "sqlite3_column_type", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern int Type(nint statement, int number);

    [SuppressGCTransition]
    [DllImport(Library, EntryPoint = "sqlite3_column_int64", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern long ColumnWhole(nint statement, int number);

    [SuppressGCTransition]
    [DllImport(Library, EntryPoint = "sqlite3_column_double", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern double ColumnReal(nint statement, int number);

    [SuppressGCTransition]
    [DllImport(Library, EntryPoint = "sqlite3_column_text", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern byte* ColumnText(nint statement, int number);

    [SuppressGCTransition]
    [DllImport(Library, EntryPoint = "sqlite3_column_bytes", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern int Length(nint statement, int number);

    [DllImport(Library, EntryPoint = "sqlite3_step", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern int Step(nint statement);
}

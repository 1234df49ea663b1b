using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Dragoman.Store;

/// <summary>
/// A prepared statement whose parameters are bound by calls of SQLite itself: texts and bytes of a row stand in one block that does not move,
/// and are not copied before the statement has run. (The driver's binding takes 0.3 µs a value, as much as inserting it.) For one thread at a time.
/// </summary>
internal sealed unsafe class SqliteRow : IDisposable
{
    private const int FirstCapacity = 4 * 1024;
    private const int LargestKept = 1024 * 1024;
    private const string Library = "e_sqlite3";

    private readonly sqlite3 _connection;
    private readonly sqlite3_stmt _statement;
    private readonly nint _handle;
    private byte[] _block = GC.AllocateUninitializedArray<byte>(FirstCapacity, pinned: true);

    /// <summary>Prepares a statement with parameters <c>?1</c>, <c>?2</c> ….</summary>
    public SqliteRow(SqliteConnection connection, string sql)
    {
        _connection = connection.Handle!;
        Check(raw.sqlite3_prepare_v3(_connection, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
        _handle = _statement.DangerousGetHandle();
    }

    /// <summary>Binds the values and takes one step.</summary>
    /// <param name="values">One for each parameter.</param>
    /// <param name="key">The first column of the first row; null where there is no row.</param>
    /// <exception cref="SqliteException">The statement fails.</exception>
    public void Run(ReadOnlySpan<SqlValue> values, out long? key)
    {
        Bind(values);
        var code = Step(_handle);
        key = code == raw.SQLITE_ROW ? Column(_handle, 0) : null;
        var reset = raw.sqlite3_reset(_statement);
        if (code is not (raw.SQLITE_DONE or raw.SQLITE_ROW)) Check(code);
        if (reset != raw.SQLITE_OK) Check(reset);
    }

    public void Dispose() => _statement.Dispose();

    private void Bind(ReadOnlySpan<SqlValue> values)
    {
        var room = 1L;
        foreach (ref readonly var value in values)
        {
            if (value.Kind == SqlKind.Text) room += value.Text.Length * 3L;
            else if (value.Kind == SqlKind.Bytes) room += value.Bytes.Length;
        }

        if (room > _block.Length || (_block.Length > LargestKept && room <= LargestKept))
            _block = GC.AllocateUninitializedArray<byte>(checked((int)Math.Max(FirstCapacity, room)), pinned: true);

        // Pinned for good: the address holds until the statement was run and reset.
        var next = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_block));
        var left = _block.Length;
        for (var i = 0; i < values.Length; i++)
        {
            ref readonly var value = ref values[i];
            int code;
            switch (value.Kind)
            {
                case SqlKind.Whole:
                    code = BindWhole(_handle, i + 1, value.Whole);
                    break;
                case SqlKind.Real:
                    code = BindReal(_handle, i + 1, value.Real);
                    break;
                case SqlKind.Text:
                    var length = Encoding.UTF8.GetBytes(value.Text, new Span<byte>(next, left));
                    code = BindText(_handle, i + 1, next, length, null);
                    next += length;
                    left -= length;
                    break;
                case SqlKind.Bytes:
                    value.Bytes.CopyTo(new Span<byte>(next, left));
                    code = BindBytes(_handle, i + 1, next, value.Bytes.Length, null);
                    next += value.Bytes.Length;
                    left -= value.Bytes.Length;
                    break;
                default:
                    code = BindNull(_handle, i + 1);
                    break;
            }

            if (code != raw.SQLITE_OK) Check(code);
        }
    }

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, _connection);

    // What only stores a value is short enough not to be announced to the garbage collector.
    [SuppressGCTransition]
    [DllImport(Library, EntryPoint = "sqlite3_bind_int64", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern int BindWhole(nint statement, int number, long value);

    [SuppressGCTransition]
    [DllImport(Library, EntryPoint = "sqlite3_bind_double", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern int BindReal(nint statement, int number, double value);

    [SuppressGCTransition]
    [DllImport(Library, EntryPoint = "sqlite3_bind_null", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern int BindNull(nint statement, int number);

    [SuppressGCTransition]
    [DllImport(Library, EntryPoint = "sqlite3_bind_text", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern int BindText(nint statement, int number, byte* text, int length, void* destructor);

    [SuppressGCTransition]
    [DllImport(Library, EntryPoint = "sqlite3_bind_blob", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern int BindBytes(nint statement, int number, byte* bytes, int length, void* destructor);

    [SuppressGCTransition]
    [DllImport(Library, EntryPoint = "sqlite3_column_int64", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern long Column(nint statement, int number);

    [DllImport(Library, EntryPoint = "sqlite3_step", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern int Step(nint statement);
}

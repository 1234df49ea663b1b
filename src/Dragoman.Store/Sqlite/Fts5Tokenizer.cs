using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Dragoman.Store;

/// <summary>
/// The tokenizer of SQLite's full-text tables (<c>unicode61 remove_diacritics 2</c>) by itself, so that another engine's tables hold the same
/// words. Safe from any thread, one at a time.
/// </summary>
internal sealed unsafe class Fts5Tokenizer : IDisposable
{
    private const int ForDocuments = 4;
    private const int ForQueries = 1;

    private readonly SqliteConnection _connection;
    private readonly Lock _lock = new();
    private readonly Functions _functions;
    private void* _tokenizer;

    public Fts5Tokenizer()
    {
        _connection = new SqliteConnection("Data Source=:memory:;Pooling=False");
        _connection.Open();
        try
        {
            var api = Find(_connection);
            void* user;
            Functions functions;
            fixed (byte* name = "unicode61\0"u8) Check(api->FindTokenizer(api, name, &user, &functions));
            _functions = functions;
            void* tokenizer;
            fixed (byte* option = "remove_diacritics\0"u8, value = "2\0"u8)
            {
                var arguments = stackalloc byte*[] { option, value };
                Check(functions.Create(user, arguments, 2, &tokenizer));
            }

            _tokenizer = tokenizer;
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    /// <summary>The words of a text as the tables hold them: lower case, without diacritics, in order.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isQuery">Whether it is what somebody searches for.</param>
    public List<string> Words(string text, bool isQuery = false)
    {
        var words = new List<string>();
        var bytes = Encoding.UTF8.GetBytes(text);
        var handle = GCHandle.Alloc(words);
        try
        {
            lock (_lock)
            {
                ObjectDisposedException.ThrowIf(_tokenizer is null, this);
                fixed (byte* start = bytes)
                {
                    Check(_functions.Tokenize(
                        _tokenizer, (void*)GCHandle.ToIntPtr(handle), isQuery ? ForQueries : ForDocuments, start, bytes.Length, &Take));
                }
            }
        }
        finally
        {
            handle.Free();
        }

        return words;
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (_tokenizer is not null) _functions.Delete(_tokenizer);
            _tokenizer = null;
            _connection.Dispose();
        }
    }

    /// <summary>FTS5 hands its interface out to a pointer that is bound to a parameter (SQLite's documentation of FTS5, section 7).</summary>
    private static Api* Find(SqliteConnection connection)
    {
        Api* api = null;
        Check(raw.sqlite3_prepare_v2(connection.Handle!, "SELECT fts5(?1)", out var statement));
        using (statement)
        {
            fixed (byte* type = "fts5_api_ptr\0"u8) Check(BindPointer(statement.DangerousGetHandle(), 1, &api, type, null));
            raw.sqlite3_step(statement);
        }

        return api is not null ? api : throw new InvalidOperationException("this SQLite has no full-text search");
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Take(void* context, int flags, byte* token, int length, int start, int end)
    {
        ((List<string>)GCHandle.FromIntPtr((nint)context).Target!).Add(Encoding.UTF8.GetString(token, length));
        return raw.SQLITE_OK;
    }

    private static void Check(int code)
    {
        if (code != raw.SQLITE_OK) throw new InvalidOperationException($"SQLite's tokenizer answers {code}");
    }

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_bind_pointer", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern int BindPointer(nint statement, int number, void* pointer, byte* type, void* destructor);

    [StructLayout(LayoutKind.Sequential)]
    private struct Api
    {
        public int Version;
        public void* CreateTokenizer;
        public delegate* unmanaged[Cdecl]<Api*, byte*, void**, Functions*, int> FindTokenizer;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Functions
    {
        public delegate* unmanaged[Cdecl]<void*, byte**, int, void**, int> Create;
        public delegate* unmanaged[Cdecl]<void*, void> Delete;
        public delegate* unmanaged[Cdecl]<void*, void*, int, byte*, int, delegate* unmanaged[Cdecl]<void*, int, byte*, int, int, int, int>, int> Tokenize;
    }
}

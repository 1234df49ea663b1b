using System.Data.Common;

namespace Dragoman.Store;

/// <summary>What the two engines say differently. One instance each, without state.</summary>
internal abstract class Dialect
{
    /// <summary>Name of the engine, as a person knows it.</summary>
    public abstract string Name { get; }

    /// <summary>Begins a transaction that only reads.</summary>
    public abstract string BeginReading { get; }

    /// <summary>Begins a transaction that writes, and waits until no other does.</summary>
    public abstract string BeginWriting { get; }

    /// <summary>A statement that names the tables, columns and indexes of the store as <see cref="SchemaParts"/> does.</summary>
    public abstract string PartsSql { get; }

    /// <summary>A parameter <c>$number</c>.</summary>
    public abstract DbParameter Parameter(int number, object? value);

    /// <summary>A value as the engine can keep it.</summary>
    public virtual object Value(object? value) => value ?? DBNull.Value;

    /// <summary>Which index to walk along, behind the name of a table; nothing where the engine chooses itself.</summary>
    public abstract string IndexedBy(string index);

    /// <summary>Joins a few rows on the left with many on the right, in this order.</summary>
    public abstract string JoinInOrder { get; }

    /// <summary>A table with one row for each row of <c>texts</c>.</summary>
    public abstract string TextRows { get; }

    /// <summary>A condition over a full-text table: that a row's words fit an expression of <see cref="TextExpression"/>.</summary>
    /// <param name="table"><c>texts</c> or <c>names</c>.</param>
    /// <param name="parameter">The expression.</param>
    public abstract string Match(string table, string parameter);

    /// <summary>How well the words of a row fit, as a whole number: the higher, the better. Words in the first text count four times.</summary>
    public abstract string Relevance(string table, string parameter);

    /// <summary>A condition: that a text contains another.</summary>
    public abstract string Contains(string text, string parameter);

    /// <summary>The expression that <see cref="Match"/> takes: all or any of several words and phrases; null where no word is in them.</summary>
    /// <param name="phrases">Words and phrases as typed; of one with a mark, the last word is only begun.</param>
    /// <param name="all">True for all of them, false for any.</param>
    public abstract string? TextExpression(IEnumerable<(string Text, bool Prefix)> phrases, bool all);

    /// <summary>Adds rows to a full-text table.</summary>
    /// <param name="connection">The connection that writes.</param>
    /// <param name="table"><c>texts</c> or <c>names</c>.</param>
    public abstract ITextIndex TextIndex(WriteConnection connection, string table);

    /// <summary>A table that rows are added to in bulk.</summary>
    public abstract IBulkTable Bulk(SqlSession session, string table, IReadOnlyList<string> columns);

    /// <summary>The table of counts by two values.</summary>
    public abstract IPairTable PairTable(SqlSession session);

    /// <summary>Whether the engine's store has an index of events; where it has not, newest first is walked along.</summary>
    public virtual bool HasIndex(string index) => true;

    /// <summary>Indexes of a table that a load of very many rows may take away and build again at its end, with the statements that make them.</summary>
    /// <param name="session">A session that writes.</param>
    /// <param name="table">The table.</param>
    /// <param name="isNew">Whether there was nothing in the store before, so that nobody can be asking for much of it.</param>
    public abstract IReadOnlyList<(string Name, string Sql)> DeferrableIndexes(SqlSession session, string table, bool isNew);

    /// <summary>Whether documents that have words are better named by their keys than asked for again in a statement, whose way the engine chooses by guesses.</summary>
    public virtual bool NamesDocuments => false;

    /// <summary>Whether a page of several walks is found sooner where each walk is told to end with the page.</summary>
    public virtual bool EndsEachWalk => false;

    /// <summary>From now on, rows are added whose keys the program gave out itself: the engine need not look whether what they name is there.</summary>
    public virtual void BeginBulk(SqlSession session)
    {
    }

    /// <summary>Ends what <see cref="BeginBulk"/> began.</summary>
    public virtual void EndBulk(SqlSession session)
    {
    }

    /// <summary>Whether a load leaves the parts of the full-text index as they are, for <see cref="MergeWords"/> at its end.</summary>
    public virtual bool WordsWait => false;

    /// <summary>Makes one of the parts of the full-text index, a bounded piece of the work at a time; false when there is nothing left to do.</summary>
    public virtual bool MergeWords(SqlSession session) => false;

    /// <summary>Looks for rows of a table with a column <c>key</c> by the values of columns.</summary>
    public abstract KeyFinder Finder(SqlSession session, string table, IReadOnlyList<string> columns);

    /// <summary>Runs an insert into a table with a column <c>key</c>; gives the new row's key, 0 when it was there already.</summary>
    public abstract long Insert(DbCommand command);

    /// <summary>What an insert says behind its values so that <see cref="Insert"/> knows the key.</summary>
    public abstract string Returning { get; }

    /// <summary>Rows of a statement without parameters, as fast as they can be read.</summary>
    public virtual RowReader Rows(SqlSession session, string sql) => new DriverRowReader(session.Command(sql));

    /// <summary>
    /// Whether two sessions, each in a read transaction of which a statement has run, see the same state of the store; false also where that cannot be told.
    /// </summary>
    public virtual bool SeeTheSame(SqlSession one, SqlSession other) => false;

    /// <summary>Rows of a query in pieces, so that other statements may run between them.</summary>
    public abstract IRowStream Stream(SqlSession session, DbCommand command);

    public abstract void Interrupt(DbConnection connection, DbCommand? running);

    public abstract bool IsInTransaction(DbConnection connection);

    /// <summary>What an engine's error means to a person.</summary>
    public abstract StoreException Explain(DbException exception, string location);

    /// <summary>Bytes that a store takes.</summary>
    public abstract long SizeOf(SqlSession session, string location);

    /// <summary>What is wrong below the tables' contents: pages, indexes, rows that name others that are not there.</summary>
    /// <param name="session">A session that reads.</param>
    /// <param name="deep">Also every index entry.</param>
    /// <param name="findings">Takes a sentence each; at most so many are wanted as <see cref="StoreCheck.MaximumFindings"/>.</param>
    public abstract void FindDamage(SqlSession session, bool deep, List<string> findings);

    /// <summary>From now on, what is deleted is also overwritten, where the engine can do that.</summary>
    public virtual void BeginErasing(SqlSession session)
    {
    }

    /// <summary>Ends what <see cref="BeginErasing"/> began.</summary>
    public virtual void EndErasing(SqlSession session)
    {
    }

    /// <summary>Takes deleted words and rows out of indexes and logs, as far as nobody reads them at this moment.</summary>
    public virtual void Erase(SqlSession session)
    {
    }

    /// <summary>Gives back the room of deleted rows and puts indexes in order. Outside of a transaction.</summary>
    public abstract void Compact(SqlSession session);

    /// <summary>Names of the columns of a table that hold something of their own.</summary>
    public abstract IReadOnlyList<string> Columns(SqlSession session, string table);

    /// <summary>After rows were copied with their keys: new ones go on behind them.</summary>
    public virtual void AfterCopy(SqlSession session, IReadOnlyList<string> tables)
    {
    }

    /// <summary>Version of the schema of an open store.</summary>
    public abstract int Version(SqlSession session);
}

/// <summary>A full-text table that is written.</summary>
internal interface ITextIndex
{
    /// <summary>Adds a row. A phrase never reaches from the first text into the second.</summary>
    void Add(long row, string first, string second);

    /// <summary>Whether the parts that batches make are left as they are for the time being.</summary>
    bool PartsWait
    {
        set
        {
        }
    }

    /// <summary>Says that no row of the batch follows: what is held back may be got ready meanwhile.</summary>
    void Seal()
    {
    }

    /// <summary>Hands over what was held back. Rows are there, at the latest, after this, and after <see cref="IBulkTable.Flush"/> where the engine's tables are bulk ones.</summary>
    void Flush()
    {
    }

    /// <summary>Drops what was held back.</summary>
    void Forget()
    {
    }
}

/// <summary>Rows of a query, in pieces.</summary>
internal interface IRowStream : IDisposable
{
    /// <summary>Reads on; false at the end.</summary>
    /// <param name="most">Most rows to read.</param>
    /// <param name="row">Takes each row.</param>
    bool Next(int most, Action<DbDataReader> row);
}

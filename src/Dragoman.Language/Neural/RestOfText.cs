namespace Dragoman.Language.Neural;

/// <summary>
/// The later sentences of a text, offered to another thread. Who takes them first reads them: where no thread is free before the first sentences are read, their reader goes on
/// with them. Used again for text after text; a thread that comes too late finds nothing to do, or a later text's rest.
/// </summary>
internal sealed class RestOfText(NeuralAnalyzer analyzer) : IThreadPoolWorkItem
{
    private const int Offered = 0;
    private const int Taken = 1;
    private const int Done = 2;

    private readonly object _ended = new();
    private LanguageDocument _document = null!;
    private int _sentence;
    private CancellationToken _ct;
    private Exception? _failure;
    private int _state = Done;

    /// <summary>Offers sentences.</summary>
    /// <param name="document">The document, divided into sentences; nobody else changes its later tokens until <see cref="End"/> returns.</param>
    /// <param name="sentence">The first sentence.</param>
    /// <param name="ct">Ends the reading.</param>
    public void Begin(LanguageDocument document, int sentence, CancellationToken ct)
    {
        (_document, _sentence, _ct, _failure) = (document, sentence, ct, null);
        Volatile.Write(ref _state, Offered);
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>Waits until the sentences are read, or reads them where nobody has begun.</summary>
    /// <param name="isWanted">Whether they are still wanted; false after a failure, when sentences that nobody has begun are left.</param>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public void End(bool isWanted)
    {
        if (Interlocked.CompareExchange(ref _state, Done, Offered) == Offered)
        {
            if (isWanted) analyzer.AnnotateFrom(_document, _sentence, _ct);
        }
        else
        {
            lock (_ended)
                while (Volatile.Read(ref _state) != Done) Monitor.Wait(_ended);
            if (isWanted && _failure is not null) System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(_failure);
        }

        _document = null!;
    }

    /// <inheritdoc/>
    void IThreadPoolWorkItem.Execute()
    {
        if (Interlocked.CompareExchange(ref _state, Taken, Offered) != Offered) return;
        try
        {
            analyzer.AnnotateFrom(_document, _sentence, _ct);
        }
        catch (Exception failure)
        {
            // Thrown where the text was asked for.
            _failure = failure;
        }
        finally
        {
            lock (_ended)
            {
                Volatile.Write(ref _state, Done);
                Monitor.Pulse(_ended);
            }
        }
    }
}

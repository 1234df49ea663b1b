using System.Runtime.ExceptionServices;

namespace Dragoman.Cli.Streaming;

/// <summary>
/// Reads on one thread, works on several, writes on the caller's, in the order of the input. What is in flight between
/// reading and writing is bounded in bytes and in number, so that neither a slow item at the head of the line nor a slow
/// reader of the output lets memory grow.
/// </summary>
/// <typeparam name="TInput">What is read.</typeparam>
/// <typeparam name="TOutput">What is written.</typeparam>
internal sealed class OrderedPipeline<TInput, TOutput>
    where TInput : class
    where TOutput : class
{
    /// <summary>Bytes in flight above which reading waits: 32 MiB. A single item may be larger, and then is alone.</summary>
    public const long DefaultCapacity = 32 * 1024 * 1024;

    // Deep recursion over hostile input must not end the process; address space is not memory.
    private const int StackSize = 64 * 1024 * 1024;
    private const int SlotsPerWorker = 32;

    private readonly object _gate = new();
    private readonly Queue<Slot> _order = new();
    private readonly Queue<Slot> _waiting = new();
    private long _inFlight;
    private bool _ended;
    private bool _stopped;
    private ExceptionDispatchInfo? _readFailure;

    /// <summary>Number of worker threads; 1 or more.</summary>
    public required int Jobs { get; init; }

    /// <summary>Bytes in flight above which reading waits.</summary>
    public long Capacity { get; init; } = DefaultCapacity;

    /// <summary>Size of an input in bytes.</summary>
    public required Func<TInput, long> InputSize { get; init; }

    /// <summary>Size of an output in bytes.</summary>
    public required Func<TOutput, long> OutputSize { get; init; }

    /// <summary>Makes an output of an input; called on any worker. What it throws ends the run.</summary>
    public required Func<TInput, CancellationToken, TOutput> Work { get; init; }

    /// <summary>Takes an output; called on the caller's thread, in input order. What it throws ends the run.</summary>
    public required Action<TOutput> Write { get; init; }

    /// <summary>Called on the caller's thread when the next output is not ready: the moment to flush.</summary>
    public Action Idle { get; init; } = static () => { };

    /// <summary>How often <see cref="Idle"/> is called again while the next output is not ready. Default: never.</summary>
    public TimeSpan IdleInterval { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>Runs to the end of the inputs. What was finished in order when the token is cancelled is still written.</summary>
    /// <param name="inputs">The inputs; enumerated on a thread of their own, which is left behind if it waits for input.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void Run(IEnumerable<TInput> inputs, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var wake = stop.Token.Register(Stop);
        Start("read", () => ReadAll(inputs, stop.Token));
        var workers = new Thread[Jobs];
        for (var i = 0; i < Jobs; i++) workers[i] = Start("work", () => WorkAll(stop.Token));
        try
        {
            WriteAll();
            cancellation.ThrowIfCancellationRequested();
        }
        finally
        {
            stop.Cancel();
            foreach (var worker in workers) worker.Join();
        }
    }

    private static Thread Start(string name, ThreadStart body)
    {
        var thread = new Thread(body, StackSize) { IsBackground = true, Name = name };
        thread.Start();
        return thread;
    }

    private void Stop()
    {
        lock (_gate)
        {
            _stopped = true;
            Monitor.PulseAll(_gate);
        }
    }

    private void ReadAll(IEnumerable<TInput> inputs, CancellationToken stop)
    {
        try
        {
            foreach (var input in inputs)
            {
                var slot = new Slot { Input = input, Size = InputSize(input) };
                lock (_gate)
                {
                    while (!_stopped && _order.Count > 0 && (_order.Count >= Jobs * SlotsPerWorker || _inFlight + slot.Size > Capacity))
                        Monitor.Wait(_gate);
                    if (_stopped) return;
                    _inFlight += slot.Size;
                    _order.Enqueue(slot);
                    _waiting.Enqueue(slot);
                    Monitor.PulseAll(_gate);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The writer says so.
        }
        catch (Exception failure)
        {
            // What was read before is still worked on and written; the failure comes at its end.
            _readFailure = ExceptionDispatchInfo.Capture(failure);
        }
        finally
        {
            lock (_gate)
            {
                _ended = true;
                Monitor.PulseAll(_gate);
            }
        }
    }

    private void WorkAll(CancellationToken stop)
    {
        while (true)
        {
            Slot slot;
            lock (_gate)
            {
                while (_waiting.Count == 0 && !_ended && !_stopped) Monitor.Wait(_gate);
                if (_stopped || _waiting.Count == 0) return;
                slot = _waiting.Dequeue();
            }

            TOutput? output = null;
            ExceptionDispatchInfo? failure = null;
            try
            {
                output = Work(slot.Input!, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception thrown)
            {
                failure = ExceptionDispatchInfo.Capture(thrown);
            }

            lock (_gate)
            {
                var size = output is null ? 0 : OutputSize(output);
                _inFlight += size - slot.Size;
                slot.Input = null;
                slot.Size = size;
                slot.Output = output;
                slot.Failure = failure;
                slot.IsDone = true;
                Monitor.PulseAll(_gate);
            }
        }
    }

    private void WriteAll()
    {
        while (NextInOrder() is { } slot)
        {
            slot.Failure?.Throw();
            Write(slot.Output!);
            lock (_gate)
            {
                _inFlight -= slot.Size;
                Monitor.PulseAll(_gate);
            }
        }

        Idle();
        if (!_stopped) _readFailure?.Throw();
    }

    private Slot? NextInOrder()
    {
        var idle = false;
        while (true)
        {
            lock (_gate)
            {
                if (_order.TryPeek(out var head) && head.IsDone) return _order.Dequeue();
                if (_stopped || (_ended && _order.Count == 0)) return null;
                if (idle)
                {
                    idle = Monitor.Wait(_gate, IdleInterval);
                    continue;
                }
            }

            // Outside the lock: to flush may take as long as a reader of the output likes.
            Idle();
            idle = true;
        }
    }

    private sealed class Slot
    {
        public TInput? Input;
        public TOutput? Output;
        public ExceptionDispatchInfo? Failure;
        public long Size;
        public bool IsDone;
    }
}

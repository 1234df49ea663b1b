using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using Dragoman.Cli.Hosting;
using Dragoman.Cli.Usage;
using Dragoman.Records;
using Dragoman.Records.Json;

namespace Dragoman.Cli.Streaming;

/// <summary>Writes the answer to an input. What it throws becomes an error line; what it had written until then is dropped.</summary>
/// <exception cref="InputException">The input cannot be read.</exception>
internal delegate void Answer(StreamInput input, IBufferWriter<byte> output, CancellationToken cancellation);

/// <summary>Reads an input as far as it can be read without the others, on any worker.</summary>
/// <exception cref="InputException">The input cannot be read.</exception>
internal delegate object Preparation(StreamInput input, CancellationToken cancellation);

/// <summary>Writes the answer to a prepared input, one after another in the order of the input.</summary>
internal delegate void Conclusion(object prepared, IBufferWriter<byte> output);

/// <summary>
/// Runs every streaming command: answers each input in the order of the input, on all cores, in bounded memory, and flushes
/// whenever the next answer is not ready. What cannot be read is answered by an error line and counted; an exception that
/// nobody expected is an error line with the code <c>internal</c>.
/// </summary>
internal sealed class StreamHost
{
    private readonly SortedDictionary<string, long> _failures = new(StringComparer.Ordinal);
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private long _answered;
    private bool _failed;

    /// <summary>Number of worker threads.</summary>
    public required int Jobs { get; init; }

    /// <summary>Whether one unreadable input makes the exit code 1.</summary>
    public required bool Strict { get; init; }

    /// <summary>Where answers go.</summary>
    public required OutputTarget Output { get; init; }

    /// <summary>What answers an input by itself; null where <see cref="Prepare"/> and <see cref="Conclude"/> do.</summary>
    public Answer? Answer { get; init; }

    /// <summary>For answers that depend on the inputs before: what can be done on any worker. What it returns may not hold the input's bytes.</summary>
    public Preparation? Prepare { get; init; }

    /// <summary>For answers that depend on the inputs before: what must be done in their order.</summary>
    public Conclusion? Conclude { get; init; }

    /// <summary>What an input is called in the summary.</summary>
    public string Noun { get; init; } = "document";

    /// <summary>Whether an unreadable line is answered by a line of JSON; otherwise only standard error tells of it.</summary>
    public bool WritesErrorLines { get; init; } = true;

    /// <summary>Told of each input that got no answer, in the order of the input; null for nobody.</summary>
    public Action<UnansweredInput>? Unanswered { get; init; }

    /// <summary>Where messages and the summary go.</summary>
    public Action<string> Say { get; init; } = Invocation.Say;

    /// <summary>Answers all inputs.</summary>
    /// <param name="inputs">The inputs, read on a thread of their own.</param>
    /// <param name="cancellation">Ends the run; what was answered in order until then is written.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public int Run(IEnumerable<StreamInput> inputs, CancellationToken cancellation)
    {
        var pipeline = new OrderedPipeline<StreamInput, StreamAnswer>
        {
            Jobs = Jobs,
            InputSize = static input => input.Size,
            OutputSize = static answer => answer.Buffer.Length,
            Work = Work,
            Write = Write,
            Idle = Output.Flush,
        };
        try
        {
            pipeline.Run(inputs, cancellation);
            Output.Complete();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            if (Output.IsStandardOutput) Output.Flush();
            SaySummary(Output.IsStandardOutput ? "interrupted" : "interrupted, nothing written");
            return ExitCodes.Interrupted;
        }

        if (_failures.Values.Sum() + _answered != 1 || !(_failed || _failures.Count == 0)) SaySummary(null);
        _failed |= !WritesErrorLines && _answered == 0 && _failures.Count > 0;
        return _failed || (Strict && _failures.Count > 0) ? ExitCodes.Failed : ExitCodes.Done;
    }

    private StreamAnswer Work(StreamInput input, CancellationToken cancellation)
    {
        var buffer = new PooledBuffer();
        try
        {
            if (input.Failure is { } failure)
                return Failed(input, buffer, failure.Code, failure.Message);
            if (Prepare is not null) return new StreamAnswer(buffer, null, null, false) { Prepared = Prepare(input, cancellation) };
            Answer!(input, buffer, cancellation);
            return new StreamAnswer(buffer, null, null, false);
        }
        catch (InputException unreadable)
        {
            return Failed(input, buffer, unreadable.Code, unreadable.Message);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            buffer.Dispose();
            throw;
        }
        catch (Exception defect)
        {
            var trace = Environment.GetEnvironmentVariable("DRAGOMAN_TRACE") == "1" ? "\n" + defect : "";
            return Failed(
                input, buffer, ErrorCodes.Internal, $"a defect of the program met here: {defect.GetType().Name}: {defect.Message}{trace}");
        }
        finally
        {
            input.Release();
        }
    }

    private StreamAnswer Failed(StreamInput input, PooledBuffer buffer, string code, string message)
    {
        buffer.Clear();
        var unanswered = Unanswered is null ? null : new UnansweredInput(
            input.Id ?? input.Document?.Id ?? (input.Line > 0 ? LineIdentity.Find(input.Bytes.Span) : null), input.Line, code, message);

        // Only a line has an error line; a file that cannot be read is a failure of the command.
        if (input.Line > 0 && WritesErrorLines)
        {
            var id = input.Id ?? input.Document?.Id ?? LineIdentity.Find(input.Bytes.Span);
            JsonOutput.WriteLine(buffer, new ErrorLine(id, input.Line, new ErrorDetail(code, message)), RecordsJsonContext.Default.ErrorLine);
            return new StreamAnswer(buffer, code, null, false) { Unanswered = unanswered };
        }

        return new StreamAnswer(buffer, code, message, input.Line == 0) { Unanswered = unanswered };
    }

    private void Write(StreamAnswer answer)
    {
        if (answer.Prepared is { } prepared) Conclude!(prepared, answer.Buffer);
        Output.Write(answer.Buffer.Written);
        answer.Buffer.Dispose();
        if (answer.Code is null)
        {
            _answered++;
            return;
        }

        if (answer.Unanswered is { } unanswered) Unanswered!(unanswered);
        _failures[answer.Code] = _failures.GetValueOrDefault(answer.Code) + 1;
        _failed |= answer.IsFatal;
        if (answer.Message is not null) Say(answer.Message);
    }

    private void SaySummary(string? end)
    {
        var failed = _failures.Values.Sum();
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{_answered + failed} {Noun}{(_answered + failed == 1 ? "" : "s")} in {_watch.Elapsed.TotalSeconds:0.0} s: {_answered} answered, {failed} failed");
        if (failed > 0) text += $" ({string.Join(", ", _failures.Select(pair => $"{pair.Key} {pair.Value}"))})";
        Say(end is null ? text : $"{end}; {text}");
    }

    private sealed record StreamAnswer(PooledBuffer Buffer, string? Code, string? Message, bool IsFatal)
    {
        public object? Prepared { get; init; }

        public UnansweredInput? Unanswered { get; init; }
    }
}

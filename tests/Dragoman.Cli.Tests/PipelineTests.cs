using System.Buffers;
using System.Text;
using CsCheck;
using Dragoman.Cli.Hosting;
using Dragoman.Cli.Streaming;
using Dragoman.Records;
using Dragoman.Tests;

namespace Dragoman.Cli.Tests;

/// <summary>The pipeline behind every streaming command, with workers and readers that misbehave.</summary>
public class PipelineTests
{
    private static OrderedPipeline<string, string> Pipeline(int jobs, long capacity, Action<string> write, Func<string, CancellationToken, string>? work = null) => new()
    {
        Jobs = jobs,
        Capacity = capacity,
        InputSize = static input => input.Length,
        OutputSize = static output => output.Length,
        Work = work ?? (static (input, _) => input),
        Write = write,
    };

    [Fact]
    public void Outputs_are_the_inputs_in_their_order_whatever_the_threads_and_sizes() =>
        Gen.Select(Gen.Int[1, 8], Gen.Long[1, 64], Gen.String[0, 40].Array[0, 60]).Sample(
            (jobs, capacity, inputs) =>
            {
                var written = new List<string>();
                Pipeline(jobs, capacity, written.Add).Run(inputs, CancellationToken.None);
                return written.SequenceEqual(inputs);
            },
            iter: 200);

    [Fact]
    public async Task Reading_waits_while_more_than_the_capacity_is_in_flight()
    {
        using var first = new ManualResetEventSlim();
        var read = 0;
        IEnumerable<string> Inputs()
        {
            for (var i = 0; i < 1000; i++)
            {
                Interlocked.Increment(ref read);
                yield return new string('x', 100);
            }
        }

        var pipeline = Pipeline(4, 1000, static _ => { }, (input, cancellation) =>
        {
            first.Wait(cancellation);
            return input;
        });
        var run = Task.Run(() => pipeline.Run(Inputs(), TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref read) >= 11, 10_000));

        // Ten fit, and the eleventh is in the reader's hand.
        Assert.Equal(11, Volatile.Read(ref read));
        first.Set();
        await run.WaitAsync(Executable.Patience, TestContext.Current.CancellationToken);
        Assert.Equal(1000, read);
    }

    [Fact]
    public void An_input_larger_than_the_capacity_passes_alone()
    {
        var written = new List<string>();
        string[] inputs = [new string('a', 500), "b", new string('c', 500)];
        Pipeline(2, 10, written.Add).Run(inputs, CancellationToken.None);
        Assert.Equal(inputs, written);
    }

    [Fact]
    public void A_failure_to_read_comes_behind_what_was_read_before_it()
    {
        static IEnumerable<string> Inputs()
        {
            yield return "a";
            yield return "b";
            throw new IOException("torn");
        }

        var written = new List<string>();
        Assert.Equal("torn", Assert.Throws<IOException>(() => Pipeline(3, 100, written.Add).Run(Inputs(), CancellationToken.None)).Message);
        Assert.Equal(["a", "b"], written);
    }

    [Fact]
    public void A_failure_to_write_ends_the_run()
    {
        var pipeline = Pipeline(3, 100, static _ => throw new IOException("full"));
        Assert.Throws<IOException>(() => pipeline.Run(Enumerable.Repeat("a", 100_000), CancellationToken.None));
    }

    [Fact]
    public void What_was_finished_in_order_before_a_cancellation_is_written()
    {
        using var cancelled = new CancellationTokenSource();
        var written = new List<string>();
        var pipeline = Pipeline(2, 100, written.Add, (input, cancellation) =>
        {
            if (input != "stop") return input;
            SpinWait.SpinUntil(() => { lock (written) return written.Count == 2; });
            cancelled.Cancel();
            cancellation.ThrowIfCancellationRequested();
            return input;
        });
        Assert.Throws<OperationCanceledException>(() => pipeline.Run(["a", "b", "stop", "c"], cancelled.Token));
        Assert.Equal(["a", "b"], written);
    }

    [Fact]
    public void A_defect_met_in_one_document_is_an_error_line_and_the_stream_goes_on()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("out.jsonl");
        using var output = OutputTarget.Open(path);
        var said = new List<string>();
        var host = new StreamHost
        {
            Jobs = 3,
            Strict = false,
            Output = output,
            Say = said.Add,
            Answer = static (input, buffer, _) =>
            {
                buffer.Write("half an answ"u8);
                if (input.Line == 2) throw new InvalidOperationException("a table has a hole");
                if (input.Line == 3) throw new InputException(ErrorCodes.TooDeep, "too deep");
                buffer.Write("er\n"u8);
            },
        };
        var inputs = Enumerable.Range(1, 4).Select(line => StreamInput.OfBytes(line, Encoding.UTF8.GetBytes($$"""{"id":"d{{line}}"}""")));
        Assert.Equal(ExitCodes.Done, host.Run(inputs, CancellationToken.None));
        Assert.Equal(
            [
                "half an answer",
                """{"id":"d2","line":2,"error":{"code":"internal","message":"a defect of the program met here: InvalidOperationException: a table has a hole"}}""",
                """{"id":"d3","line":3,"error":{"code":"too-deep","message":"too deep"}}""",
                "half an answer",
            ],
            File.ReadAllLines(path));
        Assert.Contains("2 answered, 2 failed (internal 1, too-deep 1)", Assert.Single(said), StringComparison.Ordinal);
    }
}

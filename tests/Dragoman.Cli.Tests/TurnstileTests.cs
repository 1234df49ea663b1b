using Dragoman.Cli.Reading;

namespace Dragoman.Cli.Tests;

public class TurnstileTests
{
    [Fact]
    public async Task Threads_pass_in_the_order_of_their_numbers_and_those_that_never_come_do_not_hold_up_the_rest()
    {
        var turnstile = new Turnstile();
        var passed = new List<int>();
        var tasks = Enumerable.Range(0, 40).Reverse().Select(number => Task.Factory.StartNew(
            () =>
            {
                if (number % 3 > 0)
                {
                    turnstile.Wait(number, CancellationToken.None);
                    passed.Add(number);
                }

                turnstile.Pass(number);
                turnstile.Pass(number);
            },
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default));
        await Task.WhenAll(tasks);
        Assert.Equal(Enumerable.Range(0, 40).Where(number => number % 3 > 0), passed);
    }

    [Fact]
    public void Who_waits_can_be_called_off()
    {
        using var ending = new CancellationTokenSource();
        ending.Cancel();
        Assert.Throws<OperationCanceledException>(() => new Turnstile().Wait(1, ending.Token));
    }
}

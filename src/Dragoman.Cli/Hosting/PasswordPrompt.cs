using System.Text;
using Dragoman.Cli.Usage;
using Dragoman.Web.Security;

namespace Dragoman.Cli.Hosting;

/// <summary>Asks for a password: twice and unseen on a terminal, as one line from standard input elsewhere. Never an option: command lines are seen by all.</summary>
internal static class PasswordPrompt
{
    /// <summary>Reads a password.</summary>
    /// <exception cref="UsageException">It will not do, or the two differ.</exception>
    public static string Read(Invocation invocation)
    {
        string? password;
        if (Console.IsInputRedirected)
        {
            password = Console.In.ReadLine();
        }
        else
        {
            password = Ask("password: ", invocation.Cancellation);
            if (AccountDesk.WrongWith(password) is null && Ask("once more: ", invocation.Cancellation) != password)
                throw new UsageException("the two passwords differ");
        }

        return AccountDesk.WrongWith(password) is { } wrong ? throw new UsageException(wrong) : password!;
    }

    private static string Ask(string prompt, CancellationToken cancellation)
    {
        Console.Error.Write(prompt);
        var typed = new StringBuilder();
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var key = Console.ReadKey(intercept: true);
            if (key.Key == ConsoleKey.Enter) break;
            if (key.Key == ConsoleKey.Backspace)
            {
                if (typed.Length > 0) typed.Length--;
            }
            else if (!char.IsControl(key.KeyChar))
            {
                typed.Append(key.KeyChar);
            }
        }

        Console.Error.WriteLine();
        return typed.ToString();
    }
}

using System.CommandLine;
using System.Globalization;
using System.Text;
using Dragoman.Cli.Hosting;
using Dragoman.Cli.Usage;
using Dragoman.Store;
using Dragoman.Web.Security;

namespace Dragoman.Cli.Commands;

/// <summary><c>dragoman user</c>: the accounts of a store.</summary>
internal sealed class UserCommand : CliCommand
{
    private static readonly string[] Actions = ["list", "add", "password", "role", "close", "open"];

    private readonly Argument<string> _action = new("ACTION")
    {
        Description = "list, add, password, role, close or open",
    };

    private readonly Argument<string?> _name = new("NAME")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "The account: letters, digits, dots, dashes and underscores",
    };

    private readonly Option<string?> _role = new("--role")
    {
        HelpName = "reader|editor|admin",
        Description = "What it may do: a reader sees everything and says what is wrong; an editor decides that and changes sources; an admin sees who did what (default: reader)",
    };

    private readonly Option<bool> _noPassword = new("--no-password")
    {
        Description = "With add: an account that signs in with keys alone",
    };

    private readonly Option<string?> _store = CommonOptions.Store();

    /// <summary>Makes the command.</summary>
    public UserCommand()
        : base("user", usesJobs: false)
    {
        Details = "Accounts lie in the store. A password is asked for on the terminal, or read as one line from standard input; it has at least 12 characters and is kept as a salted hash. "
            + "A new password and a closed account end every session at once, while dragoman serve runs too.";
        Examples =
        [
            new Example("dragoman user add anna --role admin", "The first account; then serve may listen where others reach it."),
            new Example("dragoman user list", "Who may sign in."),
        ];
        _action.AcceptOnlyFromAmong(Actions);
        _role.AcceptOnlyFromAmong(RoleNames.Reader, RoleNames.Editor, RoleNames.Admin);
        Arguments.Add(_action);
        Arguments.Add(_name);
        Options.Add(_role);
        Options.Add(_noPassword);
        Options.Add(_store);
        AddCommonOptions();
    }

    /// <summary>Who does it, in the audit log.</summary>
    public static string By => "command line";

    /// <inheritdoc/>
    public override int Run(Invocation invocation)
    {
        var action = invocation.Value(_action)!;
        var name = invocation.Value(_name);
        var role = invocation.Value(_role);
        if (action == "list")
        {
            using var seen = EventStore.Open(invocation.StorePath(_store), new StoreOptions { ReadOnly = true });
            return List(seen.Accounts(), invocation);
        }

        if (name is null) throw new UsageException($"user {action} needs a NAME");
        if (role is not null && action is not ("add" or "role")) throw new UsageException($"--role goes with add and role, not with {action}");
        if (action == "role" && role is null) throw new UsageException("user role needs --role reader, editor or admin");
        using var store = EventStore.Open(invocation.StorePath(_store));
        var desk = new AccountDesk(store, TimeProvider.System);
        try
        {
            var done = action switch
            {
                "add" => desk.Add(name, RoleNames.Read(role) ?? Role.Reader, invocation.Value(_noPassword) ? null : PasswordPrompt.Read(invocation), By)
                    ? true
                    : throw new CommandException($"there is an account {name} already; user password and user role change it"),
                "password" => store.FindAccount(name) is not null && desk.SetPassword(name, PasswordPrompt.Read(invocation), By),
                "role" => desk.SetRole(name, RoleNames.Read(role)!.Value, By),
                "close" => desk.SetDisabled(name, disabled: true, By),
                _ => desk.SetDisabled(name, disabled: false, By),
            };
            if (!done) throw new CommandException($"there is no account {name}; user list shows those there are");
        }
        catch (ArgumentException wrong)
        {
            throw new UsageException(wrong.Message.Split(" (Parameter", 2)[0]);
        }

        Invocation.Say(action switch
        {
            "add" => $"{name} may sign in now, as {role ?? RoleNames.Reader}",
            "password" => $"{name} has a new password, and signs in anew",
            "role" => $"{name} is {role} now",
            "close" => $"{name} may not sign in any more; user open takes it back",
            _ => $"{name} may sign in again",
        });
        return ExitCodes.Done;
    }

    private static int List(IReadOnlyList<Account> accounts, Invocation invocation)
    {
        if (accounts.Count == 0) Invocation.Say("there are no accounts; user add makes one");
        var text = new StringBuilder();
        foreach (var account in accounts)
        {
            text.Append(CultureInfo.InvariantCulture, $"{account.Name}\t{RoleNames.Of(account.Role)}\t{(account.HasPassword ? "password" : "keys only")}\t");
            text.Append(CultureInfo.InvariantCulture, $"since {account.MadeAt.UtcDateTime:yyyy-MM-dd}{(account.DisabledAt is { } at ? string.Create(CultureInfo.InvariantCulture, $", closed {at.UtcDateTime:yyyy-MM-dd}") : "")}\n");
        }

        using var output = OutputTarget.Open(invocation.Output);
        output.Write(Encoding.UTF8.GetBytes(text.ToString()));
        output.Complete();
        return ExitCodes.Done;
    }
}

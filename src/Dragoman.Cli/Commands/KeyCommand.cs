using System.CommandLine;
using System.Globalization;
using System.Text;
using Dragoman.Cli.Hosting;
using Dragoman.Cli.Usage;
using Dragoman.Store;
using Dragoman.Web.Security;

namespace Dragoman.Cli.Commands;

/// <summary><c>dragoman key</c>: the keys with which programs sign in.</summary>
internal sealed class KeyCommand : CliCommand
{
    private readonly Argument<string> _action = new("ACTION")
    {
        Description = "list, add or revoke",
    };

    private readonly Argument<string?> _name = new("NAME")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "With add, the account that the key is for; with revoke, the key or its id",
    };

    private readonly Option<string?> _role = new("--role")
    {
        HelpName = "reader|editor|admin",
        Description = "What the key may do, at most what its account may (default: all that)",
    };

    private readonly Option<int?> _days = new("--days")
    {
        HelpName = "N",
        Description = "The key ends after N days, 1 to 3650 (default: it does not end)",
    };

    private readonly Option<string?> _label = new("--label")
    {
        HelpName = "TEXT",
        Description = "What the key is for, shown in lists",
    };

    private readonly Option<string?> _store = CommonOptions.Store();

    /// <summary>Makes the command.</summary>
    public KeyCommand()
        : base("key", usesJobs: false)
    {
        Details = "A key is shown once, when it is made, and kept as a hash. A program sends it as \"Authorization: Bearer dgm_…\". A key that is taken back, and all keys of a closed account, "
            + "are refused at once.";
        Examples =
        [
            new Example("dragoman key add anna --role reader --days 90 --label notebook", "A key that only reads, for three months."),
            new Example("dragoman key revoke dgm_k3yqid2abcde", "Take one back."),
        ];
        _action.AcceptOnlyFromAmong("list", "add", "revoke");
        _role.AcceptOnlyFromAmong(RoleNames.Reader, RoleNames.Editor, RoleNames.Admin);
        Arguments.Add(_action);
        Arguments.Add(_name);
        Options.Add(_role);
        Options.Add(_days);
        Options.Add(_label);
        Options.Add(_store);
        AddCommonOptions();
    }

    /// <inheritdoc/>
    public override int Run(Invocation invocation)
    {
        var action = invocation.Value(_action)!;
        var name = invocation.Value(_name);
        if (action == "list")
        {
            using var seen = EventStore.Open(invocation.StorePath(_store), new StoreOptions { ReadOnly = true });
            return Show(List(seen.ApiKeys(), name), invocation);
        }

        if (name is null) throw new UsageException($"key {action} needs a NAME");
        var days = invocation.Value(_days);
        if (days is < 1 or > 3650) throw new UsageException($"--days must be 1 to 3650, not {days}");
        if (invocation.Value(_label) is { Length: > 100 }) throw new UsageException("--label has at most 100 characters");
        using var store = EventStore.Open(invocation.StorePath(_store));
        var desk = new AccountDesk(store, TimeProvider.System);
        if (action == "add")
        {
            TimeSpan? lasts = days is { } many ? TimeSpan.FromDays(many) : null;
            var key = desk.AddKey(name, RoleNames.Read(invocation.Value(_role)), invocation.Value(_label), lasts, UserCommand.By)
                ?? throw new CommandException($"there is no account {name}; user add makes one");
            Invocation.Say("this is shown once; keep it where only the program that needs it reads it");
            return Show(key + "\n", invocation);
        }

        var id = name.StartsWith("dgm_", StringComparison.Ordinal) ? name[4..] : name;
        if (id.IndexOf('_', StringComparison.Ordinal) is > 0 and var end) id = id[..end];
        if (!desk.RevokeKey(id, UserCommand.By)) throw new CommandException($"there is no good key {id}; key list shows those there are");
        Invocation.Say($"the key {id} is good no more");
        return ExitCodes.Done;
    }

    private static string List(IReadOnlyList<ApiKey> keys, string? account)
    {
        var text = new StringBuilder();
        foreach (var key in keys)
        {
            if (account is not null && !key.Account.Equals(account, StringComparison.OrdinalIgnoreCase)) continue;
            text.Append(CultureInfo.InvariantCulture, $"dgm_{key.Id}\t{key.Account}\t{RoleNames.Of(key.Role)}\t{key.Label}\tsince {key.MadeAt.UtcDateTime:yyyy-MM-dd}");
            if (key.ExpiresAt is { } until) text.Append(CultureInfo.InvariantCulture, $", until {until.UtcDateTime:yyyy-MM-dd}");
            text.Append(key.UsedAt is { } used ? string.Create(CultureInfo.InvariantCulture, $", used {used.UtcDateTime:yyyy-MM-dd}") : ", never used");
            if (key.RevokedAt is { } back) text.Append(CultureInfo.InvariantCulture, $", taken back {back.UtcDateTime:yyyy-MM-dd}");
            text.Append('\n');
        }

        return text.ToString();
    }

    private static int Show(string text, Invocation invocation)
    {
        using var output = OutputTarget.Open(invocation.Output);
        output.Write(Encoding.UTF8.GetBytes(text));
        output.Complete();
        return ExitCodes.Done;
    }
}

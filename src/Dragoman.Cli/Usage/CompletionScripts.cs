using System.CommandLine;
using System.Text;

namespace Dragoman.Cli.Usage;

/// <summary>
/// Completion scripts, written out of the commands themselves. They hold every word, so that the shell answers without starting
/// the program; only what may stand in a query, bash asks the program.
/// </summary>
internal static class CompletionScripts
{
    /// <summary>The shells that there is a script for.</summary>
    public static IReadOnlyList<string> Shells { get; } = ["bash", "zsh", "fish", "pwsh"];

    /// <summary>The script of a shell.</summary>
    /// <param name="shell">One of <see cref="Shells"/>.</param>
    public static string For(string shell) => shell switch
    {
        "bash" => Bash(),
        "zsh" => Zsh(),
        "fish" => Fish(),
        "pwsh" => PowerShell(),
        _ => throw new ArgumentOutOfRangeException(nameof(shell), shell, "no such shell"),
    };

    private static IEnumerable<CliCommand> Commands() => CommandLine.Root().Subcommands.Cast<CliCommand>();

    private static IEnumerable<Option> Visible(Command command) => command.Options.Where(option => !option.Hidden);

    private static IEnumerable<string> Names(Option option) => option.Aliases.Where(alias => alias != "-?").Order(StringComparer.Ordinal).Prepend(option.Name);

    /// <summary>The values that an option or argument may have, where they are few; empty where anything goes.</summary>
    private static List<string> Values(Symbol symbol) =>
        [.. symbol.GetCompletions(System.CommandLine.Completions.CompletionContext.Empty).Select(item => item.Label).Order(StringComparer.Ordinal)];

    private static List<string> Values(CliCommand command) => [.. command.Arguments.SelectMany(argument => Values(argument))];

    private static bool TakesValue(Option option) => option.HelpName is not null;

    private static string Bash()
    {
        var script = new StringBuilder();
        script.Append(
            """
            # Completion of dragoman for bash.
            _dragoman() {
              local current="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD-1]}" command="${COMP_WORDS[1]}" words=""
              COMPREPLY=()
              if [ "$COMP_CWORD" -eq 1 ]; then

            """);
        script.Append($"    COMPREPLY=($(compgen -W \"{string.Join(' ', CommandCatalogue.All.Select(entry => entry.Name))} --help --version\" -- \"$current\"))\n");
        script.Append("    return\n  fi\n  case \"$command $previous\" in\n");
        foreach (var command in Commands())
        {
            foreach (var option in Visible(command).Where(TakesValue))
            {
                var names = string.Join('|', Names(option).Select(name => $"\"{command.Name} {name}\""));
                var values = Values(option);
                script.Append(values.Count > 0
                    ? $"    {names}) COMPREPLY=($(compgen -W \"{string.Join(' ', values)}\" -- \"$current\")); return;;\n"
                    : $"    {names}) return;;\n");
            }
        }

        script.Append("  esac\n  case \"$command\" in\n");
        foreach (var command in Commands())
            script.Append($"    {command.Name}) words=\"{string.Join(' ', Visible(command).SelectMany(Names).Concat(Values(command)))}\";;\n");
        script.Append(
            """
              esac
              case "$current" in
                -*) COMPREPLY=($(compgen -W "$words" -- "$current"));;
                *) [ "$command" = completion ] && COMPREPLY=($(compgen -W "$words" -- "$current"));;
              esac

            """);
        script.Append($"  case \"$current:$command\" in -*) ;; {string.Join('|', Commands().Where(command => command.TakesQuery).Select(command => "*:" + command.Name))}) _dragoman_query;; esac\n");
        script.Append(
            """
            }
            _dragoman_query() {
              # What may stand in a query, the store knows. Bash breaks words at colons: what stands before the last one is there already.
              local line="${COMP_LINE:0:COMP_POINT}" current="${COMP_WORDS[COMP_CWORD]}" found
              [ "$current" = : ] && current=""
              local typed="${line##* }"
              local before="${typed%"$current"}"
              while IFS= read -r found; do
                case "$found" in --*) ;; "$typed"*|*:*|@*) COMPREPLY+=("$(printf %q "${found#"$before"}")"); compopt -o nospace 2>/dev/null;; esac
              done < <(dragoman "[suggest:${#line}]" "$line" 2>/dev/null)
            }
            complete -o bashdefault -o default -F _dragoman dragoman

            """);
        return script.ToString();
    }

    private static string Zsh()
    {
        var script = new StringBuilder();
        script.Append("#compdef dragoman\n# Completion of dragoman for zsh.\n_dragoman() {\n  local -a commands\n  commands=(\n");
        foreach (var entry in CommandCatalogue.All) script.Append($"    {Quoted($"{entry.Name}:{entry.Summary}")}\n");
        script.Append("  )\n  if (( CURRENT == 2 )); then\n    _describe command commands\n    _arguments '--help[Show this help]' '--version[Show the version]'\n    return\n  fi\n");
        script.Append("  local command=$words[2]\n  shift words\n  (( CURRENT-- ))\n  case $command in\n");
        foreach (var command in Commands())
        {
            script.Append($"    {command.Name})\n      _arguments");
            foreach (var option in Visible(command))
            {
                var action = Values(option) is { Count: > 0 } values ? $"({string.Join(' ', values)})" : "_files";
                foreach (var name in Names(option))
                {
                    var value = TakesValue(option) ? $":{option.HelpName!.Split('|')[0].ToLowerInvariant()}:{action}" : "";
                    script.Append($" \\\n        {Quoted($"{name}[{Bracketed(option.Description!)}]{value}")}");
                }
            }

            if (Values(command) is { Count: > 0 } words) script.Append($" \\\n        {Quoted($"1:value:({string.Join(' ', words)})")}");
            else if (command.Arguments.Count > 0 && !command.TakesQuery) script.Append(" \\\n        '*:file:_files'");
            script.Append("\n      ;;\n");
        }

        script.Append("  esac\n}\nif [ \"$funcstack[1]\" = _dragoman ]; then _dragoman \"$@\"; else compdef _dragoman dragoman; fi\n");
        return script.ToString();
    }

    private static string Fish()
    {
        var script = new StringBuilder();
        script.Append("# Completion of dragoman for fish.\n");
        script.Append("complete -c dragoman -n __fish_use_subcommand -f -l help -d 'Show this help'\n");
        script.Append("complete -c dragoman -n __fish_use_subcommand -f -l version -d 'Show the version'\n");
        foreach (var entry in CommandCatalogue.All)
            script.Append($"complete -c dragoman -n __fish_use_subcommand -f -a {entry.Name} -d {Quoted(entry.Summary)}\n");
        foreach (var command in Commands())
        {
            var seen = $"complete -c dragoman -n '__fish_seen_subcommand_from {command.Name}'";
            foreach (var option in Visible(command))
            {
                script.Append(seen);
                foreach (var name in Names(option)) script.Append(name.StartsWith("--", StringComparison.Ordinal) ? $" -l {name[2..]}" : $" -s {name[1..]}");
                if (Values(option) is { Count: > 0 } values) script.Append($" -x -a {Quoted(string.Join(' ', values))}");
                else if (TakesValue(option)) script.Append(" -r");
                script.Append($" -d {Quoted(option.Description!)}\n");
            }

            if (Values(command) is { Count: > 0 } words) script.Append($"{seen} -f -a {Quoted(string.Join(' ', words))}\n");
        }

        return script.ToString();
    }

    private static string PowerShell()
    {
        var script = new StringBuilder();
        script.Append("# Completion of dragoman for PowerShell.\nRegister-ArgumentCompleter -Native -CommandName dragoman -ScriptBlock {\n");
        script.Append("  param($word, $line, $position)\n  $commands = [ordered]@{\n");
        foreach (var entry in CommandCatalogue.All) script.Append($"    {PowerShellQuoted(entry.Name)} = {PowerShellQuoted(entry.Summary)}\n");
        script.Append("  }\n  $options = @{\n");
        foreach (var command in Commands())
        {
            script.Append($"    {PowerShellQuoted(command.Name)} = [ordered]@{{");
            script.Append(string.Join("; ", Visible(command).SelectMany(option => Names(option).Select(name => $"{PowerShellQuoted(name)} = {PowerShellQuoted(option.Description!)}"))));
            foreach (var value in Values(command)) script.Append($"; {PowerShellQuoted(value)} = {PowerShellQuoted(value)}");
            script.Append(" }\n");
        }

        script.Append("  }\n  $values = @{\n");
        foreach (var command in Commands())
        {
            foreach (var option in Visible(command).Where(option => Values(option).Count > 0))
                script.Append($"    {PowerShellQuoted($"{command.Name} {option.Name}")} = {string.Join(", ", Values(option).Select(PowerShellQuoted))}\n");
        }

        script.Append(
            """
              }
              $words = @($line.CommandElements | ForEach-Object { $_.ToString() })
              $before = if ($word) { $words[0..($words.Count - 2)] } else { $words }
              if ($before.Count -le 1) { $found = $commands }
              elseif ($values.ContainsKey("$($words[1]) $($before[-1])")) {
                $found = [ordered]@{}
                $values["$($words[1]) $($before[-1])"] | ForEach-Object { $found[$_] = $_ }
              }
              else { $found = $options[$words[1]] }
              if (-not $found) { return }
              $found.Keys | Where-Object { $_ -like "$word*" } | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $found[$_])
              }
            }

            """);
        return script.ToString();
    }

    private static string Quoted(string text) => "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    private static string PowerShellQuoted(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";

    /// <summary>A description as it may stand between brackets and colons of a zsh specification.</summary>
    private static string Bracketed(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal)
            .Replace("]", "\\]", StringComparison.Ordinal).Replace(":", "\\:", StringComparison.Ordinal);
}

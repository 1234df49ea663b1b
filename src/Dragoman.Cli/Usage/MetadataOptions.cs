using System.CommandLine;
using System.Globalization;
using Dragoman.Sources;

namespace Dragoman.Cli.Usage;

/// <summary>What a bare file does not say about itself: <c>--date --title --url --source</c>.</summary>
internal sealed class MetadataOptions
{
    /// <summary>Makes the options and adds them to a command.</summary>
    public MetadataOptions(CliCommand command)
    {
        Date.Validators.Add(static result =>
        {
            var value = result.GetValueOrDefault<string?>();
            if (value is not null && !IsDate(value)) result.AddError($"--date '{value}': expected a day such as 2019-03-29");
        });
        command.Options.Add(Date);
        command.Options.Add(Title);
        command.Options.Add(Url);
        command.Options.Add(Source);
    }

    /// <summary><c>--date</c>.</summary>
    public Option<string?> Date { get; } = new("--date")
    {
        HelpName = "DAY",
        Description = "When it was published, such as 2019-03-29; without it, relative times stay unresolved",
    };

    /// <summary><c>--title</c>.</summary>
    public Option<string?> Title { get; } = new("--title") { HelpName = "TEXT", Description = "Its headline" };

    /// <summary><c>--url</c>.</summary>
    public Option<string?> Url { get; } = new("--url") { HelpName = "URL", Description = "The address that it came from" };

    /// <summary><c>--source</c>.</summary>
    public Option<string?> Source { get; } = new("--source") { HelpName = "NAME", Description = "Name of the publisher" };

    /// <summary>How files are read with what the command line says.</summary>
    /// <param name="invocation">The command line.</param>
    /// <param name="kind">What the input is taken for.</param>
    public SourceOptions Sources(Invocation invocation, InputKind kind) => new()
    {
        Input = kind,
        Date = invocation.Value(Date),
        Title = invocation.Value(Title),
        Url = invocation.Value(Url),
        Source = invocation.Value(Source),
    };

    private static bool IsDate(string value)
    {
        // A time of day may follow the day, as in the date of a document.
        var day = value.Length > 10 && value[10] is 'T' or ' ' ? value[..10] : value;
        return DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            && (day.Length == value.Length
                || DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _));
    }
}

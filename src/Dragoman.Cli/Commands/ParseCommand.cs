using System.Buffers;
using System.CommandLine;
using System.Globalization;
using System.Text;
using Dragoman.Cli.Hosting;
using Dragoman.Cli.Streaming;
using Dragoman.Cli.Usage;
using Dragoman.Language;
using Dragoman.Language.Neural;
using Dragoman.Sources;

namespace Dragoman.Cli.Commands;

/// <summary><c>dragoman parse</c>: plain text, or sentences that are already tokenized, to CoNLL-U.</summary>
internal sealed class ParseCommand : StreamCommand
{
    private const string SentenceId = "\n# sent_id = ";
    /// <summary>The model that comes with the program, by name.</summary>
    public const string EnglishModel = "english";
    private const string Rules = "rules";

    private readonly Option<string> _model = new("--model")
    {
        HelpName = "english|rules|FILE",
        Description = "What reads: the model that comes with the program, the rules alone (no trees), or a model file",
        DefaultValueFactory = static _ => EnglishModel,
    };

    /// <summary>Makes the command.</summary>
    public ParseCommand()
        : base("parse", "text", "conllu")
    {
        Details =
            "Reads plain text, in which a blank line ends a paragraph, or with --input conllu sentences whose tokens are kept as they are. "
            + "Writes CoNLL-U: universal and Penn parts of speech, lemmas, features, heads and relations, and names as NER=B-PER in the last column. "
            + "Sentences of a text are numbered by the line that their paragraph starts at, as in sent_id = 12-1.\n"
            + "A paragraph or sentence that cannot be read is told on standard error and passed over. Text may be of any length, one line of it 16 MiB.";
        Examples =
        [
            new Example("dragoman parse report.txt", "The sentences of a text."),
            new Example("dragoman parse --input conllu gold.conllu --output tagged.conllu", "The same tokens, read anew."),
            new Example("echo 'They met in Vienna.' | dragoman parse", "A sentence from a pipe."),
            new Example("dragoman parse report.txt --model rules", "Without the model: sentences, words and light tags, no trees."),
        ];
        Options.Add(_model);
        Options.Add(Strict);
        AddCommonOptions();
    }

    /// <inheritdoc/>
    public override int Run(Invocation invocation)
    {
        var path = Path(invocation);
        var tokenized = Kind(invocation) switch
        {
            InputKind.Conllu => true,
            InputKind.Auto => IsConllu(path),
            _ => false,
        };
        var analyzer = Analyzer(invocation.Value(_model) ?? EnglishModel);
        using var output = OutputTarget.Open(invocation.Output);
        var host = new StreamHost
        {
            Jobs = invocation.Jobs,
            Strict = invocation.Value(Strict),
            Output = output,
            Noun = tokenized ? "sentence" : "paragraph",
            WritesErrorLines = false,
            Answer = tokenized
                ? (input, answer, cancellation) => Annotate(analyzer, input, answer, cancellation)
                : (input, answer, cancellation) => Analyze(analyzer, input, answer, cancellation),
        };
        return host.Run(
            tokenized ? SentenceInputs.Read(path, invocation.Cancellation) : ParagraphInputs.Read(path, invocation.Cancellation),
            invocation.Cancellation);
    }

    /// <summary>The engine of a model.</summary>
    /// <param name="model"><c>english</c>, <c>rules</c> or a file.</param>
    /// <exception cref="UsageException">The file is no model or cannot be read.</exception>
    public static ITextAnalyzer Analyzer(string model)
    {
        switch (model)
        {
            case EnglishModel: return NeuralAnalyzer.English;
            case Rules: return RuleAnalyzer.English;
            default: break;
        }

        try
        {
            return NeuralAnalyzer.Load(model);
        }
        catch (Exception unreadable) when (unreadable is ModelFormatException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--model {model}: {(unreadable is ModelFormatException ? unreadable.Message : Failures.Reason(unreadable))}");
        }
    }

    private static bool IsConllu(string path) =>
        path.EndsWith(".conllu", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".conllu.gz", StringComparison.OrdinalIgnoreCase);

    private static void Analyze(ITextAnalyzer analyzer, StreamInput input, IBufferWriter<byte> output, CancellationToken cancellation)
    {
        var text = TextDecoding.Decode(input.Bytes.Span, html: false);
        using var written = new StringWriter(CultureInfo.InvariantCulture);
        ConlluWriter.Write(written, analyzer.Analyze(text, [], cancellation), null, cancellation);

        // The writer counts sentences from 1 in each paragraph; with the paragraph's line in front an id is unique in the file,
        // and does not depend on what other threads have counted. No line but a comment begins with the sign.
        var id = string.Create(CultureInfo.InvariantCulture, $"{SentenceId}{input.Line}-");
        Encoding.UTF8.GetBytes(written.ToString().Replace(SentenceId, id, StringComparison.Ordinal).AsSpan(), output);
    }

    private static void Annotate(ITextAnalyzer analyzer, StreamInput input, IBufferWriter<byte> output, CancellationToken cancellation)
    {
        var sentence = input.Sentence ?? throw new InvalidOperationException("an input without a sentence was not reported as a failure");
        var annotated = analyzer.Annotate(ConlluText.ToAnnotatedText([sentence]), cancellation);
        using var written = new StringWriter(CultureInfo.InvariantCulture);
        ConlluWriter.Write(written, ConlluText.WithColumns(sentence, annotated, 0));
        Encoding.UTF8.GetBytes(written.ToString().AsSpan(), output);
    }
}

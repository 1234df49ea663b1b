using Dragoman.Language.Neural;
using Dragoman.Records;

namespace Dragoman.Language.Tests;

/// <summary>The examples of the library's README, as they stand there.</summary>
public sealed class ReadmeExamples
{
    private static readonly string Source = File.ReadAllText(Dragoman.Tests.Repository.Path("tests", "Dragoman.Language.Tests", "ReadmeExamples.cs"));

    [Fact]
    public void Read_a_text()
    {
        using var output = new StringWriter();

        var text = NeuralAnalyzer.English.Analyze("France condemned the attack. Ships left Suva on Monday.", []);
        foreach (var sentence in text.Sentences)
            foreach (var token in text.Tokens.Skip(sentence.FirstToken).Take(sentence.TokenCount))
                output.WriteLine($"{text.Text[token.Start..token.End]} {token.Upos} {token.Lemma} {token.Relation} {token.Name}");

        Assert.StartsWith("France PROPN France nsubj B-LOC", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(11, output.ToString().Count(c => c == '\n'));
    }

    [Fact]
    public void Who_did_what()
    {
        using var output = new StringWriter { NewLine = "\n" };

        var text = NeuralAnalyzer.English.Analyze("The bridge was destroyed by rebels.", []);
        string Form(Token token) => text.Text[token.Start..token.End];
        foreach (var token in text.Tokens)
            if (token.Relation is "nsubj:pass" or "obl:agent") output.WriteLine($"{token.Relation} of {Form(text.Tokens[token.Head])}: {Form(token)}");

        Assert.Equal("nsubj:pass of destroyed: bridge\nobl:agent of destroyed: rebels\n", output.ToString());
    }

    [Fact]
    public void Read_many_texts()
    {
        using var output = new StringWriter { NewLine = "\n" };

        var document = new LanguageDocument();
        var verbs = 0;
        foreach (var line in new[] { "Ports closed.", "Police arrested three men.", "Talks resumed on Monday." })
        {
            NeuralAnalyzer.English.Read(line, [], document);
            foreach (var token in document.Tokens)
                if (token.Upos == "VERB") verbs++;
        }

        output.WriteLine(verbs);

        Assert.Equal("3\n", output.ToString());
    }

    [Fact]
    public void Read_a_stream()
    {
        using var output = new StringWriter { NewLine = "\n" };

        using var cancellation = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var input = new StringReader("Talks resumed.\n\nNobody left.");
        foreach (var paragraph in NeuralAnalyzer.English.AnalyzeParagraphs(input, cancellation.Token))
            output.WriteLine($"{paragraph.Tokens.Count} tokens");

        Assert.Equal("3 tokens\n3 tokens\n", output.ToString());
    }

    [Fact]
    public void Conllu_in_and_out()
    {
        using var output = new StringWriter { NewLine = "\n" };

        var text = NeuralAnalyzer.English.Analyze("Talks resumed.", []);
        using var conllu = new StringWriter();
        ConlluWriter.Write(conllu, text);
        var sentences = ConlluReader.Parse(conllu.ToString());
        output.WriteLine($"LAS {ConlluScores.Of(sentences, sentences)["LAS"].F1:F2}");

        Assert.Equal("LAS 1.00\n", output.ToString());
    }

    [Fact]
    public void Without_the_model()
    {
        using var output = new StringWriter { NewLine = "\n" };

        var segmentation = new Segmentation();
        Segmenter.English.Segment("Dr. Smith didn't go.", [], segmentation);
        output.WriteLine($"{segmentation.Sentences.Length} sentence, {segmentation.Tokens.Length} tokens");

        Assert.Equal("1 sentence, 6 tokens\n", output.ToString());
    }

    [Fact]
    public void The_readme_shows_these_examples()
    {
        var readme = File.ReadAllText(Dragoman.Tests.Repository.Path("src", "Dragoman.Language", "README.md"));
        var blocks = readme.Split("```csharp\n").Skip(1).Select(part => part[..part.IndexOf("```", StringComparison.Ordinal)].TrimEnd('\n')).ToList();
        Assert.Equal(6, blocks.Count);
        var plain = string.Join('\n', Source.Split('\n').Select(line => line.StartsWith("        ", StringComparison.Ordinal) ? line[8..] : line));
        Assert.All(blocks, block => Assert.Contains(block, plain, StringComparison.Ordinal));
    }
}

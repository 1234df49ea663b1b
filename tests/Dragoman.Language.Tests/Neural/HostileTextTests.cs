using System.Text;
using CsCheck;
using Dragoman.Language.Neural;
using Dragoman.Records;

namespace Dragoman.Language.Tests.Neural;

/// <summary>Texts that nobody writes in good faith, through the whole engine.</summary>
public sealed class HostileTextTests
{
    private const int Size = 40_000;
    private static readonly NeuralAnalyzer Analyzer = new(SmallModel.Instance);

    public static TheoryData<string> Pieces => new("x", "(", ")", "\"", "“", "''", ". ", "a ", "\uD800", "\uDC00 ", "\n", "\u00AD", "\u200B", "😀", "1", "1,", "@", "http://", "Mr. ", "\0", "é\u0301");

    [Theory]
    [MemberData(nameof(Pieces))]
    public void One_piece_repeated_is_read_whole_with_one_tree_a_sentence(string piece)
    {
        var text = new StringBuilder(Size).Insert(0, piece, Size / piece.Length).ToString();
        Check(text, Analyzer.Analyze(text, [], TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Time_grows_as_the_text_does()
    {
        foreach (var piece in new[] { "x", "( ", "\" a " })
        {
            Time(piece, 4_000);
            var once = Math.Min(Time(piece, 8_000), Time(piece, 8_000));
            var eightTimes = Math.Min(Time(piece, 64_000), Time(piece, 64_000));
            // Eight times the text may take thirty times as long before this fails: it is after what grows with the square, not after noise.
            Assert.True(eightTimes < 30 * once + 200, $"'{piece}': {once:F0} ms, then {eightTimes:F0} ms");
        }
    }

    [Fact]
    public void Marks_words_and_half_characters_in_any_order_are_read()
    {
        var pieces = Pieces.Select(row => row.Data).ToArray();
        Gen.Int[0, pieces.Length - 1].Array[0, 400].Sample(
            order =>
            {
                var text = string.Concat(order.Select(i => pieces[i]));
                Check(text, Analyzer.Analyze(text, []));
            },
            iter: 60);
    }

    private static double Time(string piece, int length)
    {
        var text = new StringBuilder(length).Insert(0, piece, length / piece.Length).ToString();
        var before = Environment.CpuUsage.TotalTime;
        Analyzer.Analyze(text, []);
        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
    }

    private static void Check(string text, AnnotatedText read)
    {
        Assert.Equal(text, read.Text);
        var end = 0;
        foreach (var token in read.Tokens)
        {
            Assert.True(token.Start >= end && token.End > token.Start);
            end = token.End;
        }

        var decoder = new TreeDecoder();
        foreach (var sentence in read.Sentences)
        {
            var heads = new int[sentence.TokenCount];
            for (var i = 0; i < heads.Length; i++)
            {
                var head = read.Tokens[sentence.FirstToken + i].Head;
                heads[i] = head < 0 ? 0 : head - sentence.FirstToken + 1;
            }

            Assert.True(decoder.IsTree(heads));
        }
    }
}

using Dragoman.Articles;
using Dragoman.Records;

namespace Dragoman.Tests;

/// <summary>Short ways to read a document and to look at what came out.</summary>
internal static class Reading
{
    public static ArticleText Text(string text, string? source = null) =>
        Checked(ArticleReader.Read(new Document { Text = text, Source = source }, TestContext.Current.CancellationToken));

    public static ArticleText Page(string html, string? title = null) =>
        Checked(ArticleReader.Read(new Document { Html = html, Title = title }, TestContext.Current.CancellationToken));

    /// <summary>Kind and words of each part.</summary>
    public static string[] Parts(this ArticleText article) =>
        [.. article.Parts.Select(part => $"{part.Kind}: {article.Text[part.Start..part.End]}")];

    /// <summary>What must hold for every article, whatever it was read from.</summary>
    public static ArticleText Checked(ArticleText article)
    {
        var end = 0;
        foreach (var part in article.Parts)
        {
            Assert.InRange(part.Start, end, article.Text.Length);
            Assert.InRange(part.End, part.Start + 1, article.Text.Length);
            Assert.False(char.IsWhiteSpace(article.Text[part.Start]) || char.IsWhiteSpace(article.Text[part.End - 1]), "white space belongs to no part");
            Assert.True(string.IsNullOrWhiteSpace(article.Text[end..part.Start]), "words belong to a part");
            end = part.End;
        }

        Assert.True(string.IsNullOrWhiteSpace(article.Text[end..]), "words belong to a part");
        Assert.Equal(string.Join("\n\n", article.Article.Paragraphs), article.Article.Text);
        foreach (var words in article.Article.Paragraphs.Concat(article.Article.Captions.Select(caption => caption.Text)).Concat(article.Article.Notices.Select(notice => notice.Text)))
            Assert.Contains(words, article.Text, StringComparison.Ordinal);
        return article;
    }
}

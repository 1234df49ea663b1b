using Dragoman.Coding;
using Dragoman.Records;

namespace Dragoman.Cli.Reading;

/// <summary>Texts in other languages than English are kept and not coded: what would be read out of them is not there.</summary>
internal static class EnglishOnly
{
    /// <summary>Codes an article in English, or in a language that nobody could tell; gives one in another language back without mentions and events.</summary>
    public static CodedDocument CodeEnglish(this DocumentCoder coder, ArticleText article, Document document, CancellationToken cancellation)
    {
        if (article.Article.Language is null || article.Article.Language.StartsWith("en", StringComparison.OrdinalIgnoreCase)) return coder.Code(article, document, cancellation);
        return Unread(article, document);
    }

    /// <summary>A document that is kept and not coded.</summary>
    public static CodedDocument Unread(ArticleText article, Document document) => new()
    {
        Id = document.Id,
        Text = article.Text,
        Title = article.Article.Title,
        Date = article.Article.Published,
        Url = document.Url,
        Source = article.Article.Publisher,
        Language = article.Article.Language,
        Engine = EngineVersion.Current,
        Origin = article.Article.Origin,
        Parts = article.Parts,
    };
}

using Dragoman.Records;

namespace Dragoman.Web.Hosting;

/// <summary>What pages need to know of the options.</summary>
/// <param name="Title">Name shown at the head of every page.</param>
/// <param name="Clock">The clock that "today" follows.</param>
/// <param name="Explain">Tells for people how a text is read; null where there is no engine.</param>
/// <param name="Settle">Brings together what was decided by hand; null where that is done elsewhere.</param>
public sealed record WebSettings(string Title, TimeProvider Clock, Func<Document, CancellationToken, string>? Explain = null, Action<CancellationToken>? Settle = null);

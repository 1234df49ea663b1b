namespace Dragoman.Web.Hosting;

/// <summary>What pages need to know of the options.</summary>
/// <param name="Title">Name shown at the head of every page.</param>
/// <param name="Clock">The clock that "today" follows.</param>
public sealed record WebSettings(string Title, TimeProvider Clock);

using System.Globalization;

namespace Dragoman.Web.Views;

/// <summary>Goldstein values for people.</summary>
public static class GoldsteinText
{
    /// <summary>A value with its sign.</summary>
    /// <param name="value">−10 to 10.</param>
    /// <returns><c>+3.4</c>, <c>−7.2</c>, <c>0.0</c>.</returns>
    public static string WithSign(double value)
    {
        var text = Math.Abs(value).ToString("0.0", CultureInfo.InvariantCulture);
        return text == "0.0" ? text : (value < 0 ? "−" : "+") + text;
    }
}

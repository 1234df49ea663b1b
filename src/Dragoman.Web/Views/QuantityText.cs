using System.Globalization;
using Dragoman.Records;

namespace Dragoman.Web.Views;

/// <summary>Amounts for people.</summary>
public static class QuantityText
{
    /// <summary>The number with its bounds, unit and what is counted: <c>≈ 100 military personnel</c>, <c>at least 20</c>.</summary>
    /// <param name="quantity">The amount.</param>
    /// <returns>The words.</returns>
    public static string Of(Quantity quantity)
    {
        ArgumentNullException.ThrowIfNull(quantity);
        var number = Bounds(quantity.Value, quantity.Low, quantity.High, quantity.Approximate);
        var unit = quantity.Unit is { Length: > 0 } name ? (name == "%" ? name : "\u00A0" + name) : "";
        return $"{number}{unit}{(quantity.Of is { Length: > 0 } of ? " " + of : "")}";
    }

    /// <summary>A number with its bounds.</summary>
    /// <param name="amount">The number.</param>
    /// <returns>The words.</returns>
    public static string Of(Amount amount)
    {
        ArgumentNullException.ThrowIfNull(amount);
        return Bounds(amount.Value, amount.Low, amount.High, approximate: false);
    }

    /// <summary>A number without needless digits, a narrow space between thousands.</summary>
    /// <param name="value">The number.</param>
    /// <returns><c>1 500</c>, <c>2.5</c>.</returns>
    public static string Number(double value) =>
        value.ToString("#,0.##", CultureInfo.InvariantCulture).Replace(',', '\u202F');

    private static string Bounds(double? value, double? low, double? high, bool approximate) => (value, low, high) switch
    {
        ({ } exact, _, _) => (approximate ? "≈\u00A0" : "") + Number(exact),
        (null, { } least, { } most) => $"{Number(least)}–{Number(most)}",
        (null, { } least, null) => "at least " + Number(least),
        (null, null, { } most) => "at most " + Number(most),
        _ => "number not stated",
    };
}

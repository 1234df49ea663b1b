namespace Dragoman.Language.Neural;

/// <summary>The frozen word vectors of a model, for layers that build on them.</summary>
public static class LanguageModelVectors
{
    /// <summary>Numbers of a vector.</summary>
    /// <param name="model">The model.</param>
    public static int VectorWidth(this LanguageModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Vectors.Width;
    }

    /// <summary>The row of a form's vector.</summary>
    /// <param name="model">The model.</param>
    /// <param name="form">A form as it stands in the text; case, dashes and quotes are made plain.</param>
    /// <returns>−1 where the form has no vector.</returns>
    public static int FindVector(this LanguageModel model, ReadOnlySpan<char> form)
    {
        ArgumentNullException.ThrowIfNull(model);
        Span<char> buffer = stackalloc char[WordFeatures.MaxLength];
        return model.Vectors.Find(WordFeatures.Lower(form, buffer));
    }

    /// <summary>Adds a vector to <paramref name="target"/>.</summary>
    /// <param name="model">The model.</param>
    /// <param name="row">A row from <see cref="FindVector"/>, 0 or more.</param>
    /// <param name="target">As many numbers as <see cref="VectorWidth"/> says.</param>
    public static void AddVector(this LanguageModel model, int row, Span<float> target)
    {
        ArgumentNullException.ThrowIfNull(model);
        model.Vectors.Add(row, target);
    }
}

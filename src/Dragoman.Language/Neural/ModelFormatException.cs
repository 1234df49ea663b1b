namespace Dragoman.Language.Neural;

/// <summary>A model file cannot be read: it is no model, damaged, cut off, or made for a newer version. The message says which.</summary>
public sealed class ModelFormatException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What is wrong, where, and what to do.</param>
    /// <param name="innerException">What led to it.</param>
    public ModelFormatException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}

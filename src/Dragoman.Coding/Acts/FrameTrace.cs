using Dragoman.Coding.Lexicon;
using Dragoman.Coding.Reading;

namespace Dragoman.Coding.Acts;

/// <summary>Why a frame was or was not chosen for a word.</summary>
internal enum FrameOutcome
{
    /// <summary>It was chosen.</summary>
    Chosen,

    /// <summary>It fits, but another says more.</summary>
    Outranked,

    /// <summary>The words that must follow are not there.</summary>
    Words,

    /// <summary>The subject cannot do this.</summary>
    Subject,

    /// <summary>There is no second side.</summary>
    Partner,

    /// <summary>The object is not what the frame asks for.</summary>
    Object,
}

/// <summary>Is told which frames were tried.</summary>
internal interface IFrameTrace
{
    /// <summary>A frame was tried on a word.</summary>
    void Tried(SentenceReading sentence, int word, FrameTrigger trigger, FrameOutcome outcome);
}

using Dragoman.Coding.Reading;
using Dragoman.Records;

namespace Dragoman.Coding.Learned;

/// <summary>Is told what the learned layer did to the events of the frames.</summary>
internal interface ILayerTrace
{
    /// <summary>A piece of a sentence has no event at all.</summary>
    /// <param name="sentence">The piece.</param>
    /// <param name="other">Log odds of its being about something else than politics.</param>
    /// <param name="most">The most that a pair has of any event, 0 to 1.</param>
    /// <param name="least">What it would have needed.</param>
    void Emptied(SentenceReading sentence, double other, double most, double least);

    /// <summary>An event of a frame was dropped.</summary>
    /// <param name="sentence">The piece.</param>
    /// <param name="told">The event.</param>
    /// <param name="share">Its type's share, 0 to 1.</param>
    /// <param name="none">Share of no event.</param>
    void Dropped(SentenceReading sentence, PoliticalEvent told, double share, double none);

    /// <summary>An event of a frame got another type.</summary>
    void Retyped(SentenceReading sentence, PoliticalEvent told, EventType type, double share);

    /// <summary>An event was dropped because nobody political takes part.</summary>
    void Private(SentenceReading sentence, PoliticalEvent told);
}

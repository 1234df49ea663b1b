namespace Dragoman.Coding;

/// <summary>Which layers of the event coder read: for measuring what each is worth.</summary>
public enum CoderLayers
{
    /// <summary>Frames, and the learned layer over them.</summary>
    Both,

    /// <summary>Frames alone.</summary>
    Frames,

    /// <summary>The learned layer alone: it does not see what the frames found.</summary>
    Learned,
}

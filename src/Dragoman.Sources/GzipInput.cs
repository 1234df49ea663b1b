using System.Buffers.Binary;
using System.IO.Compression;
using Dragoman.Records;

namespace Dragoman.Sources;

/// <summary>
/// Unpacked bytes of a gzip file of one or many members (RFC 1952). The platform's own stream takes a file that is cut off for
/// one that ends; this one unpacks member by member and compares what came out with the length at each member's end.
/// </summary>
internal sealed class GzipInput(Stream raw) : ForwardStream
{
    private readonly MemberStream member = new(raw);
    private readonly Queue<(long Unpacked, long Packed)> members = new();
    private GZipStream? unpacking;
    private long unpacked;
    private long total;
    private long memberStart;
    private long lastMember;

    /// <summary>Where the member begins, in packed bytes, that gave the byte at a place in the unpacked ones. Places may only grow.</summary>
    public long MemberOf(long unpackedOffset)
    {
        while (members.TryPeek(out var mark) && mark.Unpacked <= unpackedOffset)
        {
            lastMember = mark.Packed;
            members.Dequeue();
        }

        return lastMember;
    }

    /// <summary>True where the bytes at a place in the unpacked ones are the first of their member.</summary>
    public bool BeginsMember(long unpackedOffset)
    {
        MemberOf(unpackedOffset - 1);
        return unpackedOffset == 0 || (members.TryPeek(out var mark) && mark.Unpacked == unpackedOffset);
    }

    /// <summary>Packed bytes that have been unpacked.</summary>
    public long PackedEnd => member.Offset;

    /// <summary>Gives up a damaged member and goes on at the next; false where there is none.</summary>
    public bool TrySkipMember()
    {
        unpacking?.Dispose();
        unpacking = null;
        return member.SkipToNext();
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The data are damaged or cut off.</exception>
    /// <exception cref="InputException">compression-bomb: the member, or the file as a whole, unpacks to far more than any text does.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty) return 0;
        while (true)
        {
            if (unpacking is null)
            {
                if (!member.Open()) return 0;
                members.Enqueue((total, member.Offset));
                memberStart = member.Offset;
                unpacking = new GZipStream(member, CompressionMode.Decompress, leaveOpen: true);
                unpacked = 0;
            }

            var read = unpacking.Read(buffer);
            unpacked += read;
            total += read;
            if (read > 0)
            {
                UnpackingRatio.Check(unpacked, member.Offset - memberStart);
                UnpackingRatio.Check(total, member.Offset, UnpackingRatio.FreeFileBytes);
                return read;
            }

            unpacking.Dispose();
            unpacking = null;
            if (member.LengthAtEnd != (uint)unpacked) throw new InvalidDataException("the gzip data are cut off");
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            unpacking?.Dispose();
            member.Dispose();
            raw.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>The packed bytes of one member, up to the header of the next.</summary>
    private sealed class MemberStream(Stream raw) : ForwardStream
    {
        private const int HeaderBytes = 10;
        private const int TrailerBytes = 8;
        private readonly byte[] buffer = new byte[64 * 1024];
        private readonly byte[] tail = new byte[TrailerBytes];
        private int start;
        private int end;
        private bool ended;
        private bool atFirst;
        private long taken;

        /// <summary>The unpacked length, modulo 2^32, that the last four bytes given state.</summary>
        public uint LengthAtEnd => BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(TrailerBytes - 4));

        /// <summary>Where the next byte lies in the packed ones.</summary>
        public long Offset => taken - (end - start);

        /// <summary>Drops bytes up to the header of the next member; false where there is none.</summary>
        public bool SkipToNext()
        {
            Span<byte> dropped = stackalloc byte[4096];
            while (Read(dropped) > 0)
            {
                // Read stops in front of a header.
            }

            return start < end;
        }

        /// <summary>Begins the next member; false where there is none.</summary>
        public bool Open()
        {
            atFirst = true;
            Array.Clear(tail);
            Fill();
            return start < end;
        }

        public override int Read(Span<byte> target)
        {
            Fill();
            var available = buffer.AsSpan(start, Math.Min(end - start, target.Length + HeaderBytes));
            var length = NextHeader(available);

            // A header may lie across the end of what has been read.
            var isLast = ended && start + available.Length == end;
            if (length < 0) length = isLast ? available.Length : Math.Max(0, available.Length - HeaderBytes + 1);
            length = Math.Min(length, target.Length);
            if (length == 0) return 0;
            available[..length].CopyTo(target);
            Keep(available[..length]);
            start += length;
            atFirst = false;
            return length;
        }

        private void Fill()
        {
            while (!ended && end - start < HeaderBytes)
            {
                buffer.AsSpan(start, end - start).CopyTo(buffer);
                end -= start;
                start = 0;
                var read = raw.Read(buffer.AsSpan(end));
                ended = read == 0;
                end += read;
                taken += read;
            }
        }

        /// <summary>Where the next member begins; -1 where no header is in sight. By chance its shape comes once in 10^12 bytes.</summary>
        private int NextHeader(ReadOnlySpan<byte> bytes)
        {
            for (var at = atFirst ? 1 : 0; at + HeaderBytes <= bytes.Length; at++)
            {
                var found = bytes[at..].IndexOf((ReadOnlySpan<byte>)[0x1F, 0x8B, 8]);
                if (found < 0) return -1;
                at += found;
                if (at + HeaderBytes > bytes.Length) return -1;
                if (bytes[at + 3] is 0 or 4 or 8 or 12 && bytes[at + 8] is 0 or 2 or 4 && bytes[at + 9] is <= 13 or 255) return at;
            }

            return -1;
        }

        private void Keep(ReadOnlySpan<byte> given)
        {
            if (given.Length >= TrailerBytes)
            {
                given[^TrailerBytes..].CopyTo(tail);
                return;
            }

            tail.AsSpan(given.Length).CopyTo(tail);
            given.CopyTo(tail.AsSpan(TrailerBytes - given.Length));
        }
    }
}

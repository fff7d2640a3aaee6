using System.Text;
using Timbre.Audio.Formats;

namespace Timbre.Server.Datasets.Archives;

/// <summary>What a file's first bytes say it is.</summary>
internal enum ContentKind
{
    Other,
    Sound,
    Zip,
    Gzip,

    /// <summary>An archive of a kind that is not read.</summary>
    ForeignArchive,
    WebPage,
}

/// <summary>Tells kinds of content by signature, whatever the name says.</summary>
internal static class ContentSniffer
{
    public static ContentKind Kind(ReadOnlySpan<byte> head) =>
        SoundSignature.Detect(head) is not null ? ContentKind.Sound :
        head.StartsWith("PK\x03\x04"u8) || head.StartsWith("PK\x05\x06"u8) ? ContentKind.Zip :
        head is [0x1f, 0x8b, ..] ? ContentKind.Gzip :
        head is [(byte)'7', (byte)'z', 0xbc, 0xaf, ..] || head.StartsWith("Rar!"u8) || head.StartsWith("BZh"u8)
            || head is [0xfd, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', ..] || head is [0x28, 0xb5, 0x2f, 0xfd, ..]
            ? ContentKind.ForeignArchive
            :
        IsWebPage(head) ? ContentKind.WebPage :
        ContentKind.Other;

    private static bool IsWebPage(ReadOnlySpan<byte> head)
    {
        var text = Encoding.Latin1.GetString(head).TrimStart('\u00ef', '\u00bb', '\u00bf', ' ', '\t', '\r', '\n');
        return text.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase);
    }
}

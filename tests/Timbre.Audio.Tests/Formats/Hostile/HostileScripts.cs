namespace Timbre.Audio.Tests.Formats.Hostile;

/// <summary>Files that tell a player to open other files or addresses.</summary>
internal static class HostileScripts
{
    public static readonly Dictionary<string, Func<HostileFileFolder, byte[]>> Refused = new()
    {
        ["playlist of a file"] = den => Playlist($"file://{den.Canary}"),
        ["playlist of a neighbour"] = _ => Playlist("canary.ts"),
        ["playlist of an address"] = den => Playlist(den.Url),
        ["playlist of concat and subfile"] = den => Playlist($"concat:{den.Canary}|subfile,,start,0,end,99999,,:{den.Canary}"),
        ["playlist with a key to fetch"] = den =>
            HostileFileFolder.Text($"#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI=\"{den.Url}\"\n#EXTINF:5,\ncanary.ts\n#EXT-X-ENDLIST\n"),
        ["playlist after a RIFF header"] = den => [.. "RIFF\u0010\0\0\0WAVE"u8, .. Playlist(den.Canary)],
        ["playlist after an ID3 tag"] = den => [.. "ID3\u0003\0\0\0\0\0\0"u8, .. Playlist(den.Canary)],
        ["playlist after an Ogg capture pattern"] = den => [.. "OggS\0"u8, .. Playlist(den.Canary)],
        ["playlist after an ftyp box"] = den => [0, 0, 0, 16, .. "ftypM4A \0\0\0\0"u8, .. Playlist(den.Canary)],
        ["concat script"] = _ => HostileFileFolder.Text("ffconcat version 1.0\nfile canary.wav\n"),
        ["concat script without its header"] = den => HostileFileFolder.Text($"file '{den.Canary}'\n"),
        ["concat script after an EBML header"] = den =>
            [0x1A, 0x45, 0xDF, 0xA3, 0x80, .. HostileFileFolder.Text($"\nffconcat version 1.0\nfile '{den.Canary}'\n")],
        ["session description"] = _ =>
            HostileFileFolder.Text("v=0\no=- 0 0 IN IP4 127.0.0.1\nc=IN IP4 127.0.0.1\nm=audio 5004 RTP/AVP 0\n"),
        ["DASH manifest"] = den =>
            HostileFileFolder.Text(
                $"<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\"><Period>"
                    + $"<AdaptationSet><Representation><BaseURL>{den.Url}</BaseURL></Representation></AdaptationSet></Period></MPD>"),
        ["subtitles"] = _ => HostileFileFolder.Text("1\n00:00:00,000 --> 00:00:05,000\nhello\n"),
        ["drawing with a link"] = den =>
            HostileFileFolder.Text($"<svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"file://{den.Canary}\"/></svg>"),
        ["image"] = _ => [0x89, .. "PNG\r\n\u001A\n"u8, .. new byte[100]],
        ["text"] = _ => HostileFileFolder.Text("I am aware that recordings of my voice will be used."),
        ["archive"] = _ => [.. "PK\u0003\u0004"u8, .. new byte[100]],
        ["nothing"] = _ => [],
        ["one byte"] = _ => [0x52],
        ["film reference"] = den => ExternalReference(den, den.Canary),
        ["film reference to a neighbour"] = den => ExternalReference(den, "canary.wav"),
    };

    /// <summary>A QuickTime film whose samples lie in another file, by a Macintosh alias.</summary>
    public static byte[] ExternalReference(HostileFileFolder den, string path) =>
        Boxes.Replace(
            den.Good("mov", 1, "-c:a", "pcm_s16le"), ["moov", "trak", "mdia", "minf", "dinf", "dref"],
            _ => [0, 0, 0, 0, 0, 0, 0, 1, .. Alias(path)]);

    private static byte[] Playlist(string entry) =>
        HostileFileFolder.Text($"#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:5\n#EXTINF:5.0,\n{entry}\n#EXT-X-ENDLIST\n");

    private static byte[] Alias(string path)
    {
        var name = HostileFileFolder.Text(Path.GetFileName(path));
        var whole = HostileFileFolder.Text(path);
        if (whole.Length % 2 != 0)
            whole = [.. whole, 0];
        byte[] body =
        [
            .. new byte[10], 0, .. new byte[27], .. new byte[12],
            (byte)name.Length, .. name, .. new byte[63 - name.Length], .. new byte[16],
            0, 1, 0, 1, .. new byte[16],
            0, 2, (byte)(whole.Length >> 8), (byte)whole.Length, .. whole,
            0xFF, 0xFF, 0, 0,
        ];
        return Boxes.Box("alis", [0, 0, 0, 0, .. body]);
    }
}

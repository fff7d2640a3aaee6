using System.IO.Compression;
using System.Net.Http.Headers;
using Timbre.Audio;
using Timbre.Audio.Formats;

namespace Timbre.Server.Tests.Hosting;

/// <summary>Real speech that anybody has: the LibriVox reader of Debian's pocketsphinx-testdata.</summary>
internal static class Samples
{
    private const string Folder = "/usr/share/pocketsphinx/test/data/librivox";
    private static readonly Lazy<IReadOnlyList<(string Name, string Text)>> All = new(Read);

    /// <summary>The five clips with what is said in them.</summary>
    public static IReadOnlyList<(string Name, string Text)> Clips => All.Value;

    public static byte[] Bytes(int clip) => File.ReadAllBytes(Path.Combine(Folder, Clips[clip].Name + ".wav"));

    /// <summary>All clips in one WAV, about 25 s, or the first seconds of it.</summary>
    public static byte[] Long(double seconds = 1000)
    {
        var clips = Enumerable.Range(0, Clips.Count).Select(i => WavReader.Read(new MemoryStream(Bytes(i)), new AudioLimits())).ToList();
        var whole = new AudioClip([.. clips.SelectMany(clip => clip.Samples)], clips[0].RateHz);
        return WavWriter.ToBytes(whole.Cut(0, seconds));
    }

    /// <summary>The clips in a zip, with transcripts beside them or without.</summary>
    public static byte[] Zip(bool transcripts = true)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            for (var i = 0; i < Clips.Count; i++)
            {
                using (var entry = zip.CreateEntry($"clips/{Clips[i].Name}.wav").Open())
                    entry.Write(Bytes(i));
                if (transcripts)
                {
                    using var text = new StreamWriter(zip.CreateEntry($"clips/{Clips[i].Name}.txt").Open());
                    text.Write(Clips[i].Text);
                }
            }
        }

        return memory.ToArray();
    }

    /// <summary>The form of a recording's upload.</summary>
    public static MultipartFormDataContent Form(string name, byte[] sound, string? text = null)
    {
        var file = new ByteArrayContent(sound);
        file.Headers.ContentType = new MediaTypeHeaderValue("audio/wav");
        var form = new MultipartFormDataContent {
            { new StringContent(name), "name" }, { new StringContent("neutral"), "emotion" }, { new StringContent("true"), "is_active" }
        };
        if (text is not null)
            form.Add(new StringContent(text), "text");
        form.Add(file, "file", name + ".wav");
        return form;
    }

    private static List<(string, string)> Read() =>
        [.. File.ReadLines(Path.Combine(Folder, "transcription")).Select(line => line.Trim()).Where(line => line.EndsWith(')'))
            .Select(line =>
        {
            var at = line.LastIndexOf('(');
            return (line[(at + 1)..^1], line[..at].Replace("<s>", "").Replace("</s>", "").Trim());
        })];
}

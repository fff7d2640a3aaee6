using Timbre.Audio;
using Timbre.Audio.Formats;

namespace Timbre.Cli.Tests;

public sealed class TrainingFolderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("timbre-folder-");
    private readonly DirectoryInfo _scratch = Directory.CreateTempSubdirectory("timbre-scratch-");

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        _scratch.Delete(recursive: true);
    }

    [Fact]
    public async Task Recordings_come_in_the_order_of_their_names_with_what_is_said_in_them()
    {
        _folder.CreateSubdirectory("wavs");
        foreach (var name in new[] { "c", "a", "b" })
            await File.WriteAllBytesAsync(
                Path.Combine(_folder.FullName, "wavs", name + ".wav"), WavWriter.ToBytes(new AudioClip(new float[16000], 16000)));
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "metadata.csv"), "a|From the table.\nb|Not this.\n");
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "wavs", "b.txt"), "From the file beside it.\n");
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "wavs", "broken.wav"), "no sound");

        var warnings = new List<string>();
        var recordings = await TrainingFolder.Read(_folder.FullName, _scratch.FullName, warnings.Add, CancellationToken.None);

        Assert.Equal(
            [("wavs/a.wav", "From the table."), ("wavs/b.wav", "From the file beside it."), ("wavs/c.wav", null)],
            recordings.Select(recording => (recording.Name, recording.Transcript)));
        Assert.All(recordings, recording => Assert.Equal(16000, recording.Load().Samples.Length));
        Assert.StartsWith("wavs/broken.wav ", Assert.Single(warnings));
    }

    [Fact]
    public async Task A_long_file_is_cut_at_its_pauses_into_recordings_that_can_each_be_listened_to()
    {
        var clips = Directory.EnumerateFiles("/usr/share/pocketsphinx/test/data/librivox", "*.wav").Order(StringComparer.Ordinal)
            .SelectMany(path => WavReader.Read(path, new AudioLimits()).Samples).ToArray();
        var chapter = new AudioClip([.. clips, .. clips, .. clips], 16000);
        await File.WriteAllBytesAsync(Path.Combine(_folder.FullName, "chapter.wav"), WavWriter.ToBytes(chapter));

        var recordings = await TrainingFolder.Read(_folder.FullName, _scratch.FullName, _ => { }, CancellationToken.None);

        Assert.All(recordings, recording => Assert.InRange(recording.Seconds, 1, 15));
        Assert.All(recordings, recording => Assert.InRange(recording.Load().Seconds - recording.Seconds, -0.001, 0.001));
        Assert.InRange(recordings.Sum(recording => recording.Seconds), chapter.Seconds * 0.8, chapter.Seconds);
    }

    [Fact]
    public async Task A_folder_without_sound_is_told()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "a.txt"), "text");
        await Assert.ThrowsAsync<CommandException>(() =>
            TrainingFolder.Read(_folder.FullName, _scratch.FullName, _ => { }, CancellationToken.None));
    }
}

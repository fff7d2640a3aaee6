using System.Net;
using System.Net.Sockets;
using System.Text;
using Timbre.Audio.Formats;
using Timbre.Audio.Tests.Material;

namespace Timbre.Audio.Tests.Formats.Hostile;

/// <summary>
/// Where hostile files live: beside a recording that none of them may reach, and a door on the network that none may knock at.
/// </summary>
internal sealed class HostileFileFolder : IDisposable
{
    public const int CanaryRateHz = 11025;

    private readonly TcpListener _door = new(IPAddress.Loopback, 0);

    public HostileFileFolder()
    {
        _door.Start();
        Canary = Scratch.At("canary.wav");
        WavWriter.Write(Canary, Sounds.Tone(1234, 5, CanaryRateHz, 0.9));
        File.Copy(Canary, Scratch.At("canary.ts"));
    }

    public Scratch Scratch { get; } = new();

    /// <summary>A recording that is not the hostile file's own; its rate gives it away.</summary>
    public string Canary { get; }

    /// <summary>An address that would tell us of every visit.</summary>
    public string Url => $"http://127.0.0.1:{((IPEndPoint)_door.LocalEndpoint).Port}/secret.wav";

    public bool SomebodyKnocked => _door.Pending();

    /// <summary>A good file of a format, to be spoilt.</summary>
    public byte[] Good(string extension, double seconds = 1, params string[] options)
    {
        WavWriter.Write(Scratch.At("source.wav"), Sounds.Noise(seconds, 48000));
        ReferenceProgram.Ffmpeg(["-i", Scratch.At("source.wav"), .. options, Scratch.At($"good.{extension}")]);
        return File.ReadAllBytes(Scratch.At($"good.{extension}"));
    }

    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    public void Dispose()
    {
        _door.Stop();
        Scratch.Dispose();
    }
}

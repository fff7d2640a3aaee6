using System.Diagnostics;
using Timbre.Audio;
using Timbre.Audio.Formats;

namespace Timbre.Models.Tests.Material;

/// <summary>Speech that flite makes: any words, said as they are written.</summary>
internal static class FliteSpeech
{
    public static AudioClip Say(string text, string voice = "slt")
    {
        var path = Path.GetTempFileName();
        try
        {
            using var flite = Process.Start("flite", ["-voice", voice, "-t", text, "-o", path]);
            flite.WaitForExit();
            Assert.Equal(0, flite.ExitCode);
            return WavReader.Read(path, new AudioLimits());
        }
        finally
        {
            File.Delete(path);
        }
    }
}

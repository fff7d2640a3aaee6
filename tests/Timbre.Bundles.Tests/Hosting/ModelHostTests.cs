using Timbre.Bundles.Files;
using Timbre.Bundles.Hosting;
using Timbre.Bundles.Protocol;
using Timbre.Bundles.Tests.Material;

namespace Timbre.Bundles.Tests.Hosting;

[Collection(RealModel.Name)]
public sealed class ModelHostTests(RealModel model)
{
    [WhisperFact]
    public void A_recording_is_recognised_by_one_process_for_all_owners()
    {
        using var host = Host();

        Assert.Equal(RealModel.Said, model.Hear(host));
        var process = host.ProcessId;
        var texts = new string[3];
        Parallel.For(0, texts.Length, i => texts[i] = model.Hear(host, $"owner {i}"));

        Assert.All(texts, words => Assert.Equal(RealModel.Said, words));
        Assert.Equal(process, host.ProcessId);
        Assert.InRange(host.PeakMemoryBytes(), model.Bundle.Bytes, 2 * model.Bundle.Bytes + (1536L << 20));
    }

    [WhisperFact]
    public void Words_have_times_and_probabilities()
    {
        using var host = Host();

        var recognised = host.Recognise(model.Sentence, new RecogniseRequest(), "test", CancellationToken.None);

        Assert.Equal("en", recognised.Language);
        var tokens = recognised.Segments.SelectMany(segment => segment.Tokens).ToList();
        Assert.Equal(tokens.Select(token => token.StartSeconds).Order(), tokens.Select(token => token.StartSeconds));
        Assert.All(tokens, token =>
        {
            Assert.InRange(token.Probability, 0, 1);
            Assert.InRange(token.EndSeconds, token.StartSeconds, 30);
        });
    }

    [WhisperFact]
    public void The_process_gets_nothing_of_our_environment_and_its_limits_hold()
    {
        Environment.SetEnvironmentVariable("TIMBRE_OPERATOR_KEY", "secret-of-the-test");
        Environment.SetEnvironmentVariable("DOTNET_SECRET_OF_THE_TEST", "secret-of-the-test");
        using var host = Host();
        model.Hear(host);
        var id = host.ProcessId!.Value;

        Assert.Empty(ProcessTable.Environment(id).Keys.Except([
            "DOTNET_EnableDiagnostics", "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "DOTNET_gcConcurrent", "PWD", "OLDPWD", "SHLVL", "_"
        ]));
        Assert.DoesNotContain("secret-of-the-test", ProcessTable.Environment(id).Values);
        Assert.Equal($"{2 * model.Bundle.Bytes + (1536L << 20) >> 10 << 10}", ProcessTable.Limit(id, "Max data size"));
        Assert.Equal("0", ProcessTable.Limit(id, "Max core file size"));
    }

    [WhisperFact]
    public void The_process_ends_when_it_is_idle_and_starts_again()
    {
        using var host = new ModelHost(model.Bundle, 2, TimeSpan.FromSeconds(0.2));
        model.Hear(host);
        if (host.ProcessId is { } id)
            Assert.True(ProcessTable.IsGone(id));

        Assert.True(SpinWait.SpinUntil(() => host.ProcessId is null, TimeSpan.FromSeconds(30)));
        Assert.Equal(0, host.PeakMemoryBytes());
        Assert.Equal(RealModel.Said, model.Hear(host));
    }

    [WhisperFact]
    public void A_host_that_was_disposed_has_no_process_and_starts_none()
    {
        var host = Host();
        model.Hear(host);
        var id = host.ProcessId!.Value;

        host.Dispose();

        Assert.True(ProcessTable.IsGone(id));
        Assert.True(Assert.Throws<ModelHostException>(() => model.Hear(host)).IsStart);
        Assert.Null(host.ProcessId);
        host.Dispose();
    }

    [WhisperFact]
    public void Files_that_changed_since_they_were_added_are_not_run()
    {
        using var folder = new TemporaryFolder();
        var bundle = model.Copy(folder);
        using (var file = File.OpenWrite(bundle.ModelPath))
        {
            file.Position = file.Length / 2;
            file.Write([1, 2, 3, 4]);
        }

        using var host = new ModelHost(bundle, 2, Timeout.InfiniteTimeSpan);

        Assert.Contains("its SHA-256 differs", Assert.Throws<BundleException>(() => model.Hear(host)).Message);
        Assert.Null(host.ProcessId);
    }

    [WhisperFact]
    public void A_sound_longer_than_a_model_hears_at_once_is_a_mistake_of_the_caller()
    {
        using var host = Host();

        Assert.Throws<ArgumentOutOfRangeException>(() => host.Recognise(
            new float[MessagePipe.MaxSamples + 1], new RecogniseRequest(), "test", CancellationToken.None));
        Assert.Null(host.ProcessId);
    }

    private ModelHost Host() => new(model.Bundle, 2, Timeout.InfiniteTimeSpan);
}

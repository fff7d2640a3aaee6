using Timbre.Bundles.Files;
using Timbre.Bundles.Hosting;
using Timbre.Bundles.Store;
using Timbre.Models.Transcription.Recognisers;

namespace Timbre.Server.Recognition;

/// <summary>
/// The recogniser that writes down speech: the built-in one or a model that was added, as the setting or <c>timbre models use</c> says.
/// </summary>
/// <remarks>A request may name another model: each has a process of its own, so that nobody's choice ends somebody else's work.</remarks>
internal sealed class RecogniserInUse(
    RecognitionOptions options, RecognitionLimits limits, BundleFolder bundles, ILogger<RecogniserInUse> log) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly PocketSphinxRecogniser _builtIn = new();
    private readonly Dictionary<string, ModelHost> _hosts = [];

    /// <summary>A bundle's name, or <c>built-in</c>.</summary>
    public string Name => options.Name ?? bundles.InUse().Recognise ?? BundleName.BuiltIn;

    /// <summary>Which version of which recogniser; another one may write down other words.</summary>
    public string Version => Find(Name) is { } bundle ? $"{bundle.Name}-{bundle.Version}" : _builtIn.Version;

    /// <summary>All that there are.</summary>
    public IReadOnlyList<string> Names() =>
        [BundleName.BuiltIn, .. bundles.List().Where(bundle => bundle.Can(BundleAbility.Recognise)).Select(bundle => bundle.Name)];

    /// <summary>What writes down speech now.</summary>
    /// <param name="owner">For whom: owners take turns.</param>
    /// <exception cref="RecogniserUnavailableException">It cannot be used, and nothing is to take its place.</exception>
    public IRecogniser Current(string owner) => Named(Name, owner);

    /// <summary>A recogniser by name.</summary>
    /// <exception cref="RecogniserUnavailableException">There is none of that name, or it cannot be used.</exception>
    public IRecogniser Named(string name, string owner)
    {
        try
        {
            if (Find(name) is not { } bundle)
                return _builtIn;
            var recogniser = new BundleRecogniser(HostOf(bundle), owner);
            return options.FallsBack ? new FallbackRecogniser(recogniser, _builtIn, log) : recogniser;
        }
        catch (BundleException problem)
        {
            throw new RecogniserUnavailableException(problem.Message, problem);
        }
    }

    /// <summary>What is in use, as far as it can be told, and what is wrong with it; no problem where nothing is.</summary>
    public (string? Name, string? Problem) State()
    {
        string? name = null;
        try
        {
            name = Name;
            _ = Find(name);
            return (name, null);
        }
        catch (BundleException problem)
        {
            return (name, problem.Message);
        }
    }

    /// <summary>Forgets a model, since its bundle goes.</summary>
    public void Unload(string name)
    {
        lock (_lock)
            Forget(name);
    }

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var name in _hosts.Keys.ToList())
                Forget(name);
        }
    }

    private Bundle? Find(string name) => name == BundleName.BuiltIn ? null : bundles.Get(name);

    private ModelHost HostOf(Bundle bundle)
    {
        lock (_lock)
        {
            if (_hosts.TryGetValue(bundle.Name, out var known) && known.Bundle.Version == bundle.Version)
                return known;
            Forget(bundle.Name);
            var host = new ModelHost(bundle, limits.Threads, TimeSpan.FromMinutes(limits.ModelIdleMinutes));
            _hosts.Add(bundle.Name, host);
            return host;
        }
    }

    /// <summary>Its memory is free once it has done the sound that it is at.</summary>
    private void Forget(string name)
    {
        if (_hosts.Remove(name, out var host))
            _ = Task.Run(host.Dispose);
    }
}

using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Timbre.Server.Tests.Docs;

/// <summary>
/// A page in headless Chromium, worked through its DevTools protocol as a person would: clicks, keys, files. Notes what it loads and
/// complains of.
/// </summary>
internal sealed class Browser : IAsyncDisposable
{
    public const string Program = "/usr/bin/chromium";
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(3);

    private readonly Process _chromium;
    private readonly DirectoryInfo _profile;
    private readonly ClientWebSocket _line = new();
    private readonly CancellationTokenSource _end = new();
    private readonly Dictionary<int, TaskCompletionSource<JsonElement>> _asked = [];
    private readonly List<string> _complaints = [];
    private readonly List<Uri> _loaded = [];
    private Task _listening = Task.CompletedTask;
    private string? _session;
    private int _count;

    private Browser(Process chromium, DirectoryInfo profile) => (_chromium, _profile) = (chromium, profile);

    /// <summary>Errors and warnings of its console, and what its policy has blocked.</summary>
    public IReadOnlyList<string> Complaints
    {
        get
        {
            lock (_asked)
                return [.. _complaints];
        }
    }

    /// <summary>Every address that the page has asked for.</summary>
    public IReadOnlyList<Uri> Loaded
    {
        get
        {
            lock (_asked)
                return [.. _loaded];
        }
    }

    public static async Task<Browser> Open(Uri address, int width = 1400, int height = 1000)
    {
        var profile = Directory.CreateTempSubdirectory("timbre-chromium-");
        var chromium = Process.Start(new ProcessStartInfo(Program,
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking",
            "--disable-component-update",
            "--disable-extensions", "--hide-scrollbars", "--remote-debugging-port=0", $"--user-data-dir={profile.FullName}",
            $"--window-size={width},{height}", "about:blank",
        ])
        { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var browser = new Browser(chromium, profile);
        try
        {
            await browser.Connect();
            await browser.Navigate(address);
            return browser;
        }
        catch
        {
            await browser.DisposeAsync();
            throw;
        }
    }

    public async Task Navigate(Uri address) => await Ask("Page.navigate", new { url = address.AbsoluteUri });

    /// <summary>What an expression in the page comes to.</summary>
    public async Task<JsonElement> Evaluate(string expression)
    {
        var answer = await Ask("Runtime.evaluate", new { expression, returnByValue = true, awaitPromise = true });
        if (answer.TryGetProperty("exceptionDetails", out var problem))
            throw new InvalidOperationException($"{expression}: {problem}");
        return answer.GetProperty("result").TryGetProperty("value", out var value) ? value : default;
    }

    /// <summary>The text that somebody sees at the first place that fits, once it is there and holds the words.</summary>
    public async Task<string> See(string selector, string words = "")
    {
        var seen = "";
        for (var until = DateTime.UtcNow + Timeout; DateTime.UtcNow < until; await Task.Delay(50))
        {
            seen = (await Evaluate($"document.querySelector({JsonSerializer.Serialize(selector)})?.innerText ?? ''")).GetString()!;
            if (seen.Length > 0 && seen.Contains(words, StringComparison.Ordinal))
                return seen;
        }

        throw new TimeoutException(
            $"\"{words}\" does not appear at {selector}; what stands there: {seen}. The page complains: {string.Join(" | ", Complaints)}");
    }

    /// <summary>Clicks in the middle of it, where whatever lies on top takes the click.</summary>
    public async Task Click(string selector)
    {
        await There(selector);
        var at = await Evaluate(
            $$"""
            (() => {
                const e = document.querySelector({{JsonSerializer.Serialize(selector)}});
                e.scrollIntoView({ block: 'center' });
                const r = e.getBoundingClientRect();
                return [r.x + r.width / 2, r.y + r.height / 2];
            })()
            """);
        foreach (var type in new[] { "mousePressed", "mouseReleased" })
            await Ask(
                "Input.dispatchMouseEvent", new { type, x = at[0].GetDouble(), y = at[1].GetDouble(), button = "left", clickCount = 1 });
    }

    /// <summary>Waits until it is there.</summary>
    public async Task There(string selector, string condition = "true")
    {
        for (var until = DateTime.UtcNow + Timeout; DateTime.UtcNow < until; await Task.Delay(50))
        {
            if ((await Evaluate(
                $"(e => e !== null && ({condition}))(document.querySelector({JsonSerializer.Serialize(selector)}))")).GetBoolean())
                return;
        }

        throw new TimeoutException($"{selector} does not come to be there, with {condition}.");
    }

    /// <summary>Types a text in place of what a field holds.</summary>
    public async Task Type(string selector, string text)
    {
        await There(selector);
        await Evaluate(
            $$"""(() => { const e = document.querySelector({{JsonSerializer.Serialize(selector)}}); e.focus(); e.select() })()""");
        await Ask("Input.insertText", new { text });
    }

    public Task Press(string key) =>
        Ask("Input.dispatchKeyEvent", new { type = "rawKeyDown", key, code = key, windowsVirtualKeyCode = key == "Tab" ? 9 : 13 });

    public async Task Choose(string selector, params string[] paths)
    {
        var page = await Ask("DOM.getDocument", new { });
        var input = await Ask("DOM.querySelector", new { nodeId = page.GetProperty("root").GetProperty("nodeId").GetInt32(), selector });
        await Ask("DOM.setFileInputFiles", new { files = paths, nodeId = input.GetProperty("nodeId").GetInt32() });
    }

    /// <summary>As on a phone, or in the dark.</summary>
    public async Task Pretend(int width, int height, bool dark)
    {
        await Ask("Emulation.setDeviceMetricsOverride", new { width, height, deviceScaleFactor = 1, mobile = width < 600 });
        await Ask(
            "Emulation.setEmulatedMedia",
            new { features = new[] { new { name = "prefers-color-scheme", value = dark ? "dark" : "light" } } });
    }

    public async Task Screenshot(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var shot = await Ask("Page.captureScreenshot", new { format = "png" });
        await File.WriteAllBytesAsync(path, shot.GetProperty("data").GetBytesFromBase64());
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _listening;
        _line.Dispose();
        if (!_chromium.HasExited)
            _chromium.Kill(entireProcessTree: true);
        await _chromium.WaitForExitAsync();
        _chromium.Dispose();
        _profile.Delete(recursive: true);
    }

    private async Task Connect()
    {
        var address = await Address();
        _ = _chromium.StandardError.ReadToEndAsync(); // a full pipe would stop it
        _ = _chromium.StandardOutput.ReadToEndAsync();
        await _line.ConnectAsync(new Uri(address), _end.Token);
        _listening = Listen();
        var target = await Ask("Target.createTarget", new { url = "about:blank" });
        var attached = await Ask("Target.attachToTarget", new { targetId = target.GetProperty("targetId").GetString(), flatten = true });
        _session = attached.GetProperty("sessionId").GetString();
        foreach (var domain in new[] { "Page", "Runtime", "Log", "Network", "DOM", "Audits" })
            await Ask($"{domain}.enable", new { });
    }

    /// <summary>Chromium says on its standard error where it listens.</summary>
    private async Task<string> Address()
    {
        const string Sign = "DevTools listening on ";
        using var patience = new CancellationTokenSource(Timeout);
        while (await _chromium.StandardError.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith(Sign, StringComparison.Ordinal))
                return line[Sign.Length..].Trim();
        }

        throw new InvalidOperationException("Chromium ended before it listened.");
    }

    private async Task<JsonElement> Ask(string method, object parameters)
    {
        var answer = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        int id;
        lock (_asked)
            _asked[id = ++_count] = answer;
        var message = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = JsonSerializer.SerializeToNode(parameters) };
        if (_session is not null)
            message["sessionId"] = _session;
        await _line.SendAsync(Encoding.UTF8.GetBytes(message.ToJsonString()), WebSocketMessageType.Text, true, _end.Token);
        return await answer.Task.WaitAsync(Timeout);
    }

    private async Task Listen()
    {
        var buffer = new byte[1 << 16];
        using var message = new MemoryStream();
        try
        {
            while (!_end.IsCancellationRequested)
            {
                var part = await _line.ReceiveAsync(buffer.AsMemory(), _end.Token);
                message.Write(buffer, 0, part.Count);
                if (!part.EndOfMessage)
                    continue;
                Take(JsonDocument.Parse(message.ToArray()).RootElement);
                message.SetLength(0);
            }
        }
        catch (Exception over) when (over is OperationCanceledException or WebSocketException)
        {
            // closed, by us or with the browser: whoever still waits for an answer runs out of patience
        }
    }

    private void Take(JsonElement message)
    {
        lock (_asked)
        {
            if (message.TryGetProperty("id", out var id))
            {
                if (!_asked.Remove(id.GetInt32(), out var answer))
                    return;
                if (message.TryGetProperty("error", out var error))
                    answer.SetException(new InvalidOperationException(error.ToString()));
                else
                    answer.SetResult(message.GetProperty("result"));
                return;
            }

            var content = message.GetProperty("params");
            switch (message.GetProperty("method").GetString())
            {
                case "Network.requestWillBeSent":
                    _loaded.Add(new Uri(content.GetProperty("request").GetProperty("url").GetString()!));
                    break;
                case "Audits.issueAdded" when content.GetProperty("issue").GetProperty("code")
                    .GetString() is "ContentSecurityPolicyIssue" or "MixedContentIssue" or "CorsIssue":
                case "Runtime.exceptionThrown":
                    _complaints.Add(content.ToString());
                    break;
                case "Log.entryAdded" when content.GetProperty("entry").GetProperty("level").GetString() is "error" or "warning":
                    _complaints.Add(content.GetProperty("entry").GetProperty("text").GetString()!);
                    break;
                case "Runtime.consoleAPICalled":
                    _complaints.Add(content.GetProperty("args").ToString());
                    break;
            }
        }
    }
}

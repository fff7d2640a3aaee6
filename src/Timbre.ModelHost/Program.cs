using System.Globalization;
using Timbre.Bundles.Protocol;
using Timbre.ModelHost;
using Timbre.ModelHost.Isolation;

// timbre model-host MODEL THREADS: started by the server for one bundle, never by hand. It talks over its standard streams.
//
// The first start confines its main thread and executes itself: Landlock holds for threads that come after, and .NET has others already.
const string Confined = "--confined";
if (args is not [var model, var threads, ..])
{
    Console.Error.WriteLine("This program is started by Timbre: model-host MODEL THREADS.");
    return 2;
}

if (args is not [_, _, Confined])
{
    Landlock.Confine(AppContext.BaseDirectory, model);
    return SelfExecution.Run([model, threads, Confined]);
}

Seccomp.Confine();
var isolation = IsolationProbe.Run();
using var output = StandardStreams.TakeOutput(); // native code that prints must not print into the protocol
var messages = new MessagePipe(Console.OpenStandardInput(), output);
try
{
    using var whisper = WhisperModel.Load(model, int.Parse(threads, CultureInfo.InvariantCulture));
    messages.Write(new HostReady(isolation), ProtocolJson.Default.HostMessage);
    while (messages.Read(ProtocolJson.Default.RecogniseRequest) is var (request, samples))
        messages.Write(whisper.Recognise(samples, request), ProtocolJson.Default.HostMessage);
    return 0;
}
catch (Exception problem) when (problem is WhisperException or ProtocolException)
{
    messages.Write(new HostFailed(problem.Message), ProtocolJson.Default.HostMessage);
    return 1;
}

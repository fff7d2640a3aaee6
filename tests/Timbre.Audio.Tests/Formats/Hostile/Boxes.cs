using System.Buffers.Binary;
using System.Text;

namespace Timbre.Audio.Tests.Formats.Hostile;

/// <summary>Boxes of an ISO or QuickTime film: a size, a name, a body.</summary>
internal static class Boxes
{
    public static byte[] Box(string name, params byte[] body)
    {
        var box = new byte[8 + body.Length];
        BinaryPrimitives.WriteInt32BigEndian(box, box.Length);
        Encoding.ASCII.GetBytes(name).CopyTo(box, 4);
        body.CopyTo(box, 8);
        return box;
    }

    /// <summary>The same boxes with the body of one exchanged, and the sizes of all around it set right.</summary>
    public static byte[] Replace(ReadOnlySpan<byte> boxes, ReadOnlySpan<string> way, Func<byte[], byte[]> change)
    {
        var result = new List<byte>();
        while (boxes.Length >= 8)
        {
            var size = BinaryPrimitives.ReadInt32BigEndian(boxes);
            var name = Encoding.ASCII.GetString(boxes.Slice(4, 4));
            var body = boxes[8..size].ToArray();
            if (name == way[0])
                body = way.Length == 1 ? change(body) : Replace(body, way[1..], change);
            result.AddRange(Box(name, body));
            boxes = boxes[size..];
        }

        return [.. result];
    }
}

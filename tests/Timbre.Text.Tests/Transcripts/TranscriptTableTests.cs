using System.Text;
using Timbre.Text.Transcripts;

namespace Timbre.Text.Tests.Transcripts;

public sealed class TranscriptTableTests
{
    [Theory]
    [InlineData("a.txt", "a.wav")]
    [InlineData("wavs/a.txt", "wavs/a.flac")]
    [InlineData("wavs/A.TXT", "wavs/a.WAV")]
    [InlineData("wavs/a.wav.txt", "wavs/a.wav")]
    [InlineData("wavs/take.1.txt", "wavs/take.1.wav")]
    [InlineData("84/121123/x.normalized.txt", "84/121123/x.wav")]
    [InlineData("txt/p225/p225_001.txt", "wav48_silence_trimmed/p225/p225_001.flac")]
    [InlineData("ds/p225/txt/p225_001.txt", "ds/p225/wav/p225_001.wav")]
    [InlineData("transcripts/a.txt", "a.wav")]
    [InlineData("./wavs//a.txt", "wavs/a.wav")]
    public void A_text_file_beside_the_recording_is_its_transcript(string text, string sound) =>
        Assert.Equal("Hello there.", Read((text, "Hello there.\r\n")).Find(sound));

    [Theory]
    [InlineData("s1/a.txt", "s2/a.wav")]
    [InlineData("a.txt", "b.wav")]
    [InlineData("a.txt", "a2.wav")]
    [InlineData("other/a.txt", "wavs/a.wav")]
    public void A_text_file_beside_another_recording_is_not(string text, string sound) =>
        Assert.Null(Read((text, "Hello there.")).Find(sound));

    [Theory]
    // bars
    [InlineData("metadata.csv", "a|Hello, \"you\".\nb|Other.")]
    [InlineData("metadata.csv", "a.wav|Hello, \"you\".\r\nb.wav|Other.\r\n")]
    [InlineData("metadata.csv", "wavs/a.wav | Hello, \"you\".\nwavs/b.wav | Other.")]
    [InlineData("metadata.csv", "wavs\\a.wav|Hello, \"you\".\nwavs\\b.wav|Other.")]
    [InlineData("metadata.csv", "file|text\na|Hello, \"you\".\nb|Other.")]
    [InlineData("metadata.csv", "a|hello comma 'you'|Hello, \"you\".\nb|other.|Other.")] // LJSpeech
    [InlineData("metadata.csv", "ID|Transcription|Normalized Transcription\na|Hello 2 u|Hello, \"you\".")]
    [InlineData("metadata.csv", "audio_file|text|speaker_name\na|Hello, \"you\".|ada\nb|Other.|ada")]
    [InlineData("train.txt", "DUMMY/wavs/a.wav|Hello, \"you\".\nDUMMY/wavs/b.wav|Other.")]
    [InlineData("filelist.txt", "/home/me/data/wavs/a.wav|0|Hello, \"you\".\n/home/me/data/wavs/b.wav|0|Other.")]
    [InlineData("list.txt", "C:\\data\\wavs\\a.wav|Hello, \"you\".\nC:\\data\\wavs\\b.wav|Other.")]
    [InlineData("anything.txt", "a|Hello, \"you\".\nb|Other.")]
    // tabs
    [InlineData("metadata.tsv", "a\tHello, \"you\".\nb\tOther.")]
    [InlineData("validated.tsv", "client_id\tpath\tsentence\tup_votes\nx\ta.mp3\tHello, \"you\".\t2\nx\tb.mp3\tOther.\t3")] // Common Voice
    [InlineData("utterances.tsv", "speaker\tpath\ttext\tlicence\nada\twavs/a.wav\tHello, \"you\".\tCC0\nada\twavs/b.wav\tOther.\tCC0")]
    [InlineData("line_index.tsv", "a\t\"Hello, \"\"you\"\".\"\nb\tOther.")]
    // commas
    [InlineData("metadata.csv", "file_name,transcription\nwavs/a.wav,\"Hello, \"\"you\"\".\"\nwavs/b.wav,Other.")]
    [InlineData("metadata.csv", "wav_filename,wav_filesize,transcript\na.wav,100,\"Hello, \"\"you\"\".\"\nb.wav,200,Other.")]
    [InlineData("metadata.csv", "text,file\n\"Hello, \"\"you\"\".\",a.wav\nOther.,b.wav")]
    [InlineData("metadata.csv", "a,\"Hello, \"\"you\"\".\"\nb,\"Other,\nover two lines\"")]
    [InlineData("metadata.csv", "a.wav,Hello, \"you\".\nb.wav,Other.")] // nobody quoted anything
    [InlineData("metadata.csv", "name;text\na;\"Hello, \"\"you\"\".\"\nb;Other.")] // a spreadsheet's idea of commas
    [InlineData("transcripts.txt", "a.wav,Hello, \"you\".\nb.wav,Other.")]
    // spaces
    [InlineData("transcripts.txt", "a Hello, \"you\".\nb Other.")]
    [InlineData("wavs/1-2.trans.txt", "a Hello, \"you\".\nb Other.")]
    [InlineData("text.txt", "a.wav: Hello, \"you\".\nb.wav: Other.")]
    public void A_table_gives_each_recording_its_line(string name, string content)
    {
        foreach (var bytes in new[] {
            Encoding.UTF8.GetBytes(content), [0xef, 0xbb, 0xbf, .. Encoding.UTF8.GetBytes(content)],
            [0xff, 0xfe, .. Encoding.Unicode.GetBytes(content)]
        })
        {
            var table = TranscriptTable.Read([new TranscriptFile(name, bytes)]);
            Assert.Equal("Hello, \"you\".", table.Find("wavs/a.wav"));
            Assert.Null(table.Find("wavs/c.wav"));
        }
    }

    [Fact]
    public void LibriSpeech_is_read()
    {
        var table = Read(
            ("84/121123/84-121123.trans.txt", "84-121123-0000 GO DO YOU HEAR\n84-121123-0001 BUT IN LESS THAN FIVE MINUTES\n"),
            ("84/121550/84-121550.trans.txt", "84-121550-0000 AND OFTEN HAS MY MOTHER SAID\n"));
        Assert.Equal("GO DO YOU HEAR", table.Find("84/121123/84-121123-0000.flac"));
        Assert.Equal("AND OFTEN HAS MY MOTHER SAID", table.Find("84/121550/84-121550-0000.flac"));
        Assert.Null(table.Find("84/121550/84-121550-0001.flac"));
    }

    [Fact]
    public void LJSpeech_is_read_and_its_quotes_are_text()
    {
        var table = Read(("LJSpeech-1.1/metadata.csv",
            "LJ001-0007|the earliest book printed with movable types, the Gutenberg, or \"forty-two line Bible\" of about 1455,|the "
                + "earliest book printed with movable types, the Gutenberg, or \"forty-two line Bible\" of about fourteen fifty-five,\n"
            + "LJ001-0008|has never been surpassed.|has never been surpassed.\nLJ002-0001|\"odd|\n"));
        Assert.EndsWith("\"forty-two line Bible\" of about fourteen fifty-five,", table.Find("LJSpeech-1.1/wavs/LJ001-0007.wav"));
        Assert.Equal("has never been surpassed.", table.Find("LJSpeech-1.1/wavs/LJ001-0008.wav"));
        Assert.Equal("\"odd", table.Find("LJSpeech-1.1/wavs/LJ002-0001.wav"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \r\n")]
    [InlineData("undefined")]
    [InlineData(" undefined \n")]
    public void An_empty_or_undefined_text_is_none(string text)
    {
        Assert.Null(Read(("a.txt", text)).Find("a.wav"));
        Assert.Null(Read(("metadata.csv", $"a|{text.Trim()}\nb|Other.")).Find("a.wav"));
        Assert.Equal("Hello.", Read(("a.txt", text), ("metadata.csv", "a|Hello.\nb|Other.")).Find("a.wav")); // and does not hide another
    }

    [Fact]
    public void The_word_undefined_within_a_sentence_is_a_word() =>
        Assert.Equal("It is undefined.", Read(("a.txt", "It is undefined.")).Find("a.wav"));

    [Fact]
    public void A_missing_speaker_text_is_not_replaced_by_the_speaker() =>
        Assert.Null(Read(("metadata.csv", "a|ada|\nb|ada|A sentence.\nc|ada|Another one.")).Find("a.wav"));

    [Fact]
    public void A_text_over_the_bound_is_none()
    {
        var longest = new string('x', TranscriptTable.MaxTextLength);
        Assert.Equal(longest, Read(("a.txt", longest)).Find("a.wav"));
        Assert.Null(Read(("a.txt", longest + "x")).Find("a.wav"));
        Assert.Null(Read(("metadata.csv", $"a|{longest}x\nb|Other.")).Find("a.wav"));
    }

    [Fact]
    public void The_file_beside_the_recording_goes_before_any_table_whatever_the_order()
    {
        var files = new[] { ("metadata.csv", "a|table\nb|Other."), ("wavs/a.txt", "beside") };
        Assert.Equal("beside", Read(files).Find("wavs/a.wav"));
        Assert.Equal("beside", Read([.. files.Reverse()]).Find("wavs/a.wav"));
    }

    [Fact]
    public void The_nearest_table_above_the_recording_goes_before_others()
    {
        var files =
            new[] { ("s1/metadata.csv", "a|one\nb|Other."), ("s2/metadata.csv", "a|two\nb|Other."), ("metadata.csv", "a|top\nb|Other.") };
        foreach (var order in new[] { files, [.. files.Reverse()] })
        {
            var table = Read(order);
            Assert.Equal("one", table.Find("s1/wavs/a.wav"));
            Assert.Equal("two", table.Find("s2/a.wav"));
            Assert.Equal("top", table.Find("s3/a.wav"));
        }
    }

    [Fact]
    public void A_line_that_names_the_folder_goes_before_one_that_does_not()
    {
        var table = Read(("metadata.csv", "s1/a|one\ns2/a|two\na|any"));
        Assert.Equal("one", table.Find("s1/a.wav"));
        Assert.Equal("two", table.Find("s2/a.wav"));
        Assert.Equal("any", table.Find("s3/a.wav"));
    }

    [Fact]
    public void A_line_about_another_folder_is_not_taken() =>
        Assert.Null(Read(("metadata.csv", "s1/a|one\ns2/b|two")).Find("s3/a.wav"));

    [Fact]
    public void Two_lines_with_the_same_text_are_one_and_with_different_texts_none()
    {
        Assert.Equal("one", Read(("metadata.csv", "a|one\na|one\na|")).Find("a.wav"));
        Assert.Null(Read(("metadata.csv", "a|one\na|two\na|one")).Find("a.wav"));
        Assert.Null(Read(("x/metadata.csv", "a|one\nb|Other."), ("y/metadata.csv", "a|two\nb|Other.")).Find("wavs/a.wav"));
    }

    [Fact]
    public void A_table_may_lie_beside_the_sound_folder() =>
        Assert.Equal("Hello.", Read(("meta/all.csv", "../wavs/a.wav|Hello.\n../wavs/b.wav|Other.")).Find("wavs/a.wav"));

    [Theory]
    [InlineData("caf\u00e9 \u2019n\u2019 all", new byte[] {
        (byte)'c', (byte)'a', (byte)'f', 0xe9, (byte)' ', 0x92, (byte)'n', 0x92, (byte)' ', (byte)'a', (byte)'l', (byte)'l'
    })]
    [InlineData("caf\u00e9", new byte[] { (byte)'c', (byte)'a', (byte)'f', 0xc3, 0xa9 })]
    [InlineData("caf\u00e9", new byte[] { 0xfe, 0xff, 0, (byte)'c', 0, (byte)'a', 0, (byte)'f', 0, 0xe9 })]
    public void Text_is_read_in_the_encoding_that_it_is_in(string text, byte[] bytes) =>
        Assert.Equal(text, TranscriptTable.Read([new TranscriptFile("a.txt", bytes)]).Find("a.wav"));

    [Fact]
    public void Line_ends_and_control_characters_become_spaces() =>
        Assert.Equal("one two three four", Read(("a.txt", "one\ttwo\r\n\r\nthree\u0000\u001bfour\n")).Find("a.wav"));

    [Fact]
    public void Quotes_that_never_close_cost_their_own_line_only()
    {
        var lines = string.Join('\n', Enumerable.Range(0, 100).Select(i => $"clip{i},text {i}"));
        var table = Read(("metadata.csv", "file,text\nx,\"never closed\n" + lines));
        Assert.Equal("text 7", table.Find("clip7.wav"));
        Assert.Equal("text 99", table.Find("clip99.wav"));
    }

    [Fact]
    public void A_file_over_the_bound_is_not_read() =>
        Assert.Null(
            TranscriptTable.Read([new TranscriptFile("metadata.csv", Encoding.ASCII.GetBytes("a|Hello.\nb|" + new string('x', 8 << 20)))])
                .Find("a.wav"));

    [Fact]
    public void Whatever_the_bytes_reading_ends_and_answers_are_within_bounds()
    {
        var random = new Random(7);
        var alphabet = "ab|\t,;\"\n\r ./\\\0\u00e9"u8.ToArray();
        for (var i = 0; i < 2000; i++)
        {
            var bytes = new byte[random.Next(300)];
            for (var j = 0; j < bytes.Length; j++)
                bytes[j] = random.Next(20) == 0 ? (byte)random.Next(256) : alphabet[random.Next(alphabet.Length)];
            var names = new[] { "metadata.csv", "m.tsv", "transcripts.txt", "a.txt", "x/1.trans.txt" };
            var files = names.Select(name => new TranscriptFile(name, bytes)).ToList();
            var (first, again) = (TranscriptTable.Read(files), TranscriptTable.Read(files.AsEnumerable().Reverse()));
            foreach (var sound in new[] { "a.wav", "b.wav", "a/b.wav", "x/a", "", "/", "..", "a|b" })
            {
                Assert.True(first.Find(sound) is null or { Length: > 0 and <= TranscriptTable.MaxTextLength });
                Assert.Equal(first.Find(sound), again.Find(sound));
            }
        }
    }

    private static TranscriptTable Read(params (string Name, string Content)[] files) =>
        TranscriptTable.Read(files.Select(file => new TranscriptFile(file.Name, Encoding.UTF8.GetBytes(file.Content))));
}

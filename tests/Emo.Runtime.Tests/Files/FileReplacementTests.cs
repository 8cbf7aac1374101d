using Emo.Files;
using Emo.Runtime.Tests.Support;

namespace Emo.Runtime.Tests.Files;

/// <summary>How <c>SaveWeights</c> puts a file in its place: links, permissions, what is no file, full disks, what a kill left.</summary>
public sealed class FileReplacementTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_link_stays_and_its_file_is_replaced()
    {
        string file = _folder.Write("file", "old");
        File.CreateSymbolicLink(_folder["link"], "file");
        Save(_folder["link"]);
        Assert.Equal("new", File.ReadAllText(file));
        Assert.Equal("file", new FileInfo(_folder["link"]).LinkTarget);
        Assert.Equal(["file", "link"], _folder.Names);
    }

    [Fact]
    public void A_link_to_a_link_to_another_folder_is_followed_to_its_end()
    {
        Directory.CreateDirectory(_folder["there"]);
        File.CreateSymbolicLink(_folder["first"], "second");
        File.CreateSymbolicLink(_folder["second"], Path.Combine("there", "file"));
        Save(_folder["first"]);
        Assert.Equal("new", File.ReadAllText(Path.Combine(_folder["there"], "file")));
        Assert.Equal("second", new FileInfo(_folder["first"]).LinkTarget);
    }

    /// <summary>".." in a link is the parent of the folder where the link lies, not of the one by whose name it was reached.</summary>
    [Fact]
    public void A_links_parent_folder_is_that_of_the_place_where_it_lies()
    {
        Directory.CreateDirectory(_folder["a/b"]);
        Directory.CreateSymbolicLink(_folder["short"], _folder["a/b"]);
        File.CreateSymbolicLink(_folder["a/b/link"], "../file");
        Save(_folder["short/link"]);
        Assert.Equal("new", File.ReadAllText(_folder["a/file"]));
        Assert.Equal(["a", "short"], _folder.Names);
    }

    [Fact]
    public void A_link_to_nothing_is_followed_to_where_the_file_would_be()
    {
        File.CreateSymbolicLink(_folder["link"], "missing");
        Save(_folder["link"]);
        Assert.Equal("new", File.ReadAllText(_folder["missing"]));
        Assert.Equal("missing", new FileInfo(_folder["link"]).LinkTarget);
    }

    [Fact]
    public void Links_in_a_circle_and_into_missing_folders_are_IO_errors()
    {
        File.CreateSymbolicLink(_folder["round"], "round");
        Assert.ThrowsAny<IOException>(() => Save(_folder["round"]));
        File.CreateSymbolicLink(_folder["away"], "no/such/folder");
        Assert.ThrowsAny<IOException>(() => Save(_folder["away"]));
        Assert.Equal(["away", "round"], _folder.Names);
    }

    [Fact]
    public void A_folder_is_refused_by_name()
    {
        var exception = Assert.Throws<UnauthorizedAccessException>(() => Save(_folder.Path));
        Assert.Contains("is a folder", exception.Message, StringComparison.Ordinal);
        Assert.Empty(_folder.Names);
    }

    [Fact]
    public void A_pipe_and_a_link_to_a_device_are_refused_and_stay()
    {
        if (!UnixCommand.Run("mkfifo", _folder["pipe"]))
            return; // Windows has no such files.
        var exception = Assert.Throws<IOException>(() => Save(_folder["pipe"]));
        Assert.Contains("is a pipe (FIFO)", exception.Message, StringComparison.Ordinal);
        File.CreateSymbolicLink(_folder["null"], "/dev/null");
        exception = Assert.Throws<IOException>(() => Save(_folder["null"]));
        Assert.Contains("is a device", exception.Message, StringComparison.Ordinal);
        Assert.Equal(FileKind.Pipe, FileKinds.Of(_folder["pipe"]));
        Assert.Equal(FileKind.Device, FileKinds.Of("/dev/null"));
        Assert.Equal(["null", "pipe"], _folder.Names);
    }

    [Theory]
    [InlineData(0x180)] // 600 octal
    [InlineData(0x1B6)] // 666
    [InlineData(0x1ED)] // 755
    public void Permissions_of_the_file_stay(int mode)
    {
        if (OperatingSystem.IsWindows())
            return;
        string file = _folder.Write("file", "old");
        File.SetUnixFileMode(file, (UnixFileMode)mode);
        Save(file);
        Assert.Equal("new", File.ReadAllText(file));
        Assert.Equal((UnixFileMode)mode, File.GetUnixFileMode(file));
    }

    [Fact]
    public void A_new_file_has_the_permissions_of_any_new_file()
    {
        if (OperatingSystem.IsWindows())
            return;
        Save(_folder["file"]);
        Assert.Equal(File.GetUnixFileMode(_folder.Write("other", "")), File.GetUnixFileMode(_folder["file"]));
    }

    [Fact]
    public void A_write_protected_file_is_refused()
    {
        string file = _folder.Write("file", "old");
        File.SetAttributes(file, FileAttributes.ReadOnly);
        Assert.Throws<UnauthorizedAccessException>(() => Save(file));
        Assert.Equal("old", File.ReadAllText(file));
        File.SetAttributes(file, FileAttributes.Normal);
    }

    [Fact]
    public void What_a_kill_left_is_deleted_by_the_next_save_of_that_file()
    {
        string digits = Guid.NewGuid().ToString("N");
        string old = _folder.Write($"file.{digits}.tmp", "half");
        string young = _folder.Write($"file.{Guid.NewGuid():N}.tmp", "half");
        string ofAnother = _folder.Write($"other.{digits}.tmp", "half");
        string ofNobody = _folder.Write("file.notes.tmp", "mine");
        string locked = _folder.Write($"file.{Guid.NewGuid():N}.tmp", "half");
        using (File.OpenHandle(locked, FileMode.Open, FileAccess.Write, FileShare.None))
        {
            foreach (string file in new[] { old, ofAnother, ofNobody, locked })
                File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddHours(-1));
            Save(_folder["file"]);
        }

        Assert.False(File.Exists(old));
        Assert.All([young, ofAnother, ofNobody, locked], file => Assert.True(File.Exists(file), file));
    }

    [Fact]
    public void A_failure_leaves_the_old_file_and_nothing_else()
    {
        string file = _folder.Write("file", "old");
        Assert.Throws<NotSupportedException>(() => FileReplacement.Write(file, 3, _ => throw new NotSupportedException()));
        Assert.Equal("old", File.ReadAllText(file));
        Assert.Equal(["file"], _folder.Names);
    }

    /// <summary>The disk is full before the first byte where the system makes room in advance, else in the middle.</summary>
    [Theory]
    [InlineData(1 << 20)]
    [InlineData(0)]
    public void A_full_disk_leaves_the_old_file_and_nothing_else(int announced)
    {
        string disk = Directory.CreateDirectory(_folder["disk"]).FullName;
        if (!UnixCommand.Run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk))
            return; // Only root may make a small disk.
        try
        {
            string file = Path.Combine(disk, "file");
            File.WriteAllText(file, "old");
            Assert.ThrowsAny<IOException>(() => FileReplacement.Write(file, announced, to => to.Write(new byte[1 << 20])));
            Assert.Equal("old", File.ReadAllText(file));
            Assert.Equal([file], Directory.GetFiles(disk));
        }
        finally
        {
            Assert.True(UnixCommand.Run("umount", disk));
        }
    }

    public void Dispose() => _folder.Dispose();

    private static void Save(string path) => FileReplacement.Write(path, 3, Write);

    private static void Write(Stream file) => file.Write("new"u8);
}

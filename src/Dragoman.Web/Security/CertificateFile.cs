using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Dragoman.Web.Security;

/// <summary>
/// The certificate that the server shows, read from a file: PEM with the chain and, in it or in a second file, the private key; or PKCS #12 without
/// password. A file that was renewed counts from the next connection on; one that cannot be read then leaves the old one in use.
/// </summary>
internal sealed class CertificateFile
{
    private readonly string _path;
    private readonly string _keyPath;
    private readonly Lock _reading = new();
    private SslStreamCertificateContext _context;
    private DateTime _written;

    /// <summary>Reads the file.</summary>
    /// <param name="path">Certificate with its chain.</param>
    /// <param name="keyPath">Private key; null where it is in the same file.</param>
    /// <exception cref="ArgumentException">It is no certificate with a key that goes with it.</exception>
    public CertificateFile(string path, string? keyPath)
    {
        (_path, _keyPath) = (path, keyPath ?? path);
        try
        {
            (_written, _context) = (Written(), Read());
        }
        catch (Exception bad) when (bad is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new ArgumentException($"{path} is no certificate that can be used: {bad.Message.TrimEnd('.')}; give PEM with the chain and the private key, or PKCS #12 without password", bad);
        }
    }

    /// <summary>The certificate as the file has it now.</summary>
    public X509Certificate2 Certificate => Context.TargetCertificate;

    /// <summary>The certificate with its chain, for a connection.</summary>
    public SslStreamCertificateContext Context
    {
        get
        {
            lock (_reading)
            {
                try
                {
                    if (Written() is var written && written != _written) (_context, _written) = (Read(), written);
                }
                catch (Exception unready) when (unready is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
                {
                    // It is being written, or what was written is no good: the old one stands.
                }

                return _context;
            }
        }
    }

    private DateTime Written()
    {
        var (first, second) = (File.GetLastWriteTimeUtc(_path), File.GetLastWriteTimeUtc(_keyPath));
        return first > second ? first : second;
    }

    private SslStreamCertificateContext Read()
    {
        if (X509Certificate2.GetCertContentType(_path) == X509ContentType.Pkcs12)
            return SslStreamCertificateContext.Create(X509CertificateLoader.LoadPkcs12FromFile(_path, null), null, offline: true);
        using var pem = X509Certificate2.CreateFromPemFile(_path, _keyPath);
        // A key from PEM serves connections on every system only after this way round.
        var certificate = X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(_path);
        return SslStreamCertificateContext.Create(certificate, chain, offline: true);
    }
}

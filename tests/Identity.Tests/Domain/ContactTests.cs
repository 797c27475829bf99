using Vedette.Identity.Domain;

namespace Vedette.Identity.Tests.Domain;

public sealed class ContactTests
{
    [Theory]
    [Trait("Req", "R-20")]
    [InlineData("email", " Ada@EXAMPLE.org ", "Ada@example.org")]
    [InlineData("email", "jörg@exämple.de", "jörg@exämple.de")]
    [InlineData("sms", "+34 600 111 222", "+34600111222")]
    [InlineData("telegram", "@guards_1", "@guards_1")]
    [InlineData("telegram", "-1001234567890", "-1001234567890")]
    [InlineData("webhook", "https://hooks.example.org:8443/x?y=z", "https://hooks.example.org:8443/x?y=z")]
    public void A_contact_of_the_right_shape_is_kept(string type, string value, string kept)
    {
        var errors = new FieldErrors();
        var contact = Assert.Single(Contact.ReadAll([(type, value)], "c", errors));
        Assert.True(errors.IsEmpty);
        Assert.Equal(kept, contact.Value);
    }

    [Theory]
    [Trait("Req", "R-20")]
    [InlineData("email", "ada")]
    [InlineData("email", "ada@")]
    [InlineData("email", "@example.org")]
    [InlineData("email", "ada@example")]
    [InlineData("email", "a..da@example.org")]
    [InlineData("email", ".ada@example.org")]
    [InlineData("email", "ada@-x.org")]
    [InlineData("email", "ada@exa mple.org")]
    [InlineData("email", "ada\r\nBcc: all@example.org")]
    [InlineData("sms", "0034600111222")]
    [InlineData("sms", "+0600111222")]
    [InlineData("sms", "+1234567890123456")]
    [InlineData("sms", "+12345")]
    [InlineData("telegram", "guards")]
    [InlineData("telegram", "@abc")]
    [InlineData("telegram", "0")]
    [InlineData("telegram", "@1guards")]
    [InlineData("webhook", "http://example.org")]
    [InlineData("webhook", "https://user:secret@example.org")]
    [InlineData("webhook", "javascript:alert(1)")]
    [InlineData("webhook", "/etc/passwd")]
    [InlineData("email,sms", "+34600111222")]
    [InlineData("0", "ada@example.org")]
    [InlineData(null, null)]
    public void A_contact_of_another_shape_is_refused(string? type, string? value)
    {
        var errors = new FieldErrors();
        _ = Contact.ReadAll([(type, value)], "c", errors);
        Assert.False(errors.IsEmpty);
    }

    [Fact]
    [Trait("Req", "R-20")]
    public void Contacts_given_twice_count_once()
    {
        var errors = new FieldErrors();
        var contacts = Contact.ReadAll(
            [("email", "ada@example.org"), ("email", "ADA@example.org"), ("sms", "+34600111222"), ("sms", "+34 600 111 222"), ("telegram", "@Guards"), ("telegram", "@guards")],
            "c",
            errors);
        Assert.Equal(["ada@example.org", "+34600111222", "@Guards"], contacts.Select(contact => contact.Value));
    }
}

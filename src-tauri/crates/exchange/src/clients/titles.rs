//! The titles that columns are known by.

use super::ClientField as F;

/// Titles by field, folded and separated by bars. A field's earlier titles are surer than its later ones.
pub(super) fn known() -> [(F, &'static str); 18] {
    [
        (
            F::Code,
            "customer id|customerid|client id|clientid|account id|customer code|client code|account number|\
          customer number|codigo de cliente|codigo del cliente|codigo cliente|id de cliente|id del cliente|\
          id cliente|cod cliente|n de cliente|no de cliente|numero de cliente|num cliente|nro cliente|\
          nro de cliente|codigo|code|cod|clave|id|rif nit|rif|nit|ruc|cuit|rut|nif|cif|nif cif|cif nif|rfc|cnpj|\
          tax id|vat|vat number|id fiscal|identificacion fiscal",
        ),
        (
            F::Name,
            "company name|companyname|razon social|nombre del cliente|nombre de cliente|nombre cliente|\
          customer name|client name|account name|nombre de la empresa|nombre empresa|nombre comercial|\
          organization name|organisation name|company|empresa|compania|organizacion|organization|organisation|\
          account|cuenta|customer|client|cliente|denominacion|institucion|nombre|name",
        ),
        (
            F::PersonName,
            "contact name|contactname|nombre de contacto|nombre del contacto|nombre contacto|persona de contacto|\
          contact person|contacto|contact|responsable|representante|attention|atencion|first name|firstname|\
          nombres|last name|lastname|surname|apellido|apellidos",
        ),
        (
            F::PersonTitle,
            "contact title|contacttitle|job title|cargo|cargo del contacto|cargo contacto|puesto|position|title|rol|\
          role|funcion|titulo",
        ),
        (
            F::Email,
            "email|e mail|mail|correo|correo electronico|email address|e mail address|direccion de correo|\
          direccion de correo electronico|contact email|correo de contacto|correo del contacto",
        ),
        (
            F::Phone,
            "phone|telephone|telefono|tel|tlf|tfno|phone number|telefono de contacto|telefono fijo|\
          numero de telefono|mobile|movil|celular|cell",
        ),
        (
            F::Address,
            "address|direccion|domicilio|street|calle|street address|address 1|address line 1|address 2|\
          address line 2|direccion 1|direccion 2|direccion fiscal",
        ),
        (F::City, "city|ciudad|town|poblacion|localidad|municipio"),
        (
            F::Region,
            "region|state|estado|province|provincia|departamento|county|state province|comunidad autonoma|comunidad",
        ),
        (F::PostalCode, "postal code|postalcode|postcode|zip|zip code|zipcode|codigo postal|cod postal|cp|c p"),
        (F::Country, "country|pais|nation|pais region|country region"),
        (F::Zone, "time zone|timezone|zone|zona|zona horaria|huso horario|huso|tz"),
        (
            F::Sales,
            "sales|ventas|total sales|annual sales|ventas totales|ventas anuales|ventas del ano|revenue|\
          annual revenue|turnover|facturacion|ingresos|importe|volumen de ventas|total ventas|total facturado|\
          monto",
        ),
        (
            F::Value,
            "value|valor|importance|importancia|weight|peso|puntuacion|prioridad|priority|client value|\
          valor del cliente",
        ),
        (F::Tags, "tags|tag|etiquetas|etiqueta|labels|label|categories|categorias|grupos|groups"),
        (F::Notes, "notes|note|notas|nota|comments|comment|comentarios|comentario|observaciones|remarks|observacion"),
        (F::Ignore, "fax|web|website|sitio web|pagina web|url|homepage|home page|photo|foto|logo"),
        (
            F::Attribute(String::new()),
            "sector|industry|industria|rubro|ramo|giro|actividad|segment|segmento|size|tamano|type|tipo|category|\
          categoria|language|idioma|canal|channel|zona comercial",
        ),
    ]
}
